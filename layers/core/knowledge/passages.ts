import type { Article } from '../domain/clientConfig.ts';
import type { Passage } from './contract.ts';
import { readMarkdown } from './markdown.ts';
import { fold } from './words.ts';

/** Characters; a longer section is cut between blocks, a longer block between sentences. Read aloud this takes 70 s. */
const LONGEST = 1_000;

/** `How long does it take?` → `how-long-does-it-take`. */
export function slug(text: string): string {
  const joined = (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).join('-');
  return joined.slice(0, 60).replace(/-+$/, '') || 'section';
}

function cutBlock(block: string): string[] {
  if (block.length <= LONGEST) return [block];
  const pieces: string[] = [];
  let piece = '';
  for (const part of block.split(/(?<=[.!?])\s+(?=[\p{Lu}\p{N}])|\n/u)) {
    if (piece && piece.length + part.length >= LONGEST) {
      pieces.push(piece);
      piece = part;
    } else piece = piece ? `${piece} ${part}` : part;
  }
  return piece ? [...pieces, piece] : pieces;
}

/** Blocks put together up to the limit; a line ending in a colon stays with what it introduces. */
function gather(blocks: string[]): string[] {
  const texts: string[] = [];
  let text = '';
  for (const block of blocks.flatMap(cutBlock)) {
    const full = text.length + block.length > LONGEST && !/:\s*$/.test(text);
    if (text && full) {
      texts.push(text);
      text = block;
    } else text = text ? `${text}\n${block}` : block;
  }
  return text ? [...texts, text] : texts;
}

/** An article cut into passages, in its order. */
export function cutArticle(article: Article): Passage[] {
  const seen = new Map<string, number>();
  return readMarkdown(article.body, article.title).flatMap(section => {
    const heading = section.headings.join(' › ');
    const name = section.headings.length ? slug(section.headings.at(-1)!) : 'text';
    return gather(section.blocks).map(text => {
      const n = (seen.get(name) ?? 0) + 1;
      seen.set(name, n);
      return {
        id: `${article.id}#${name}-${n}`,
        articleId: article.id,
        title: article.title,
        ...(heading && { heading }),
        text,
        topics: article.topics,
        audience: article.audience,
        language: article.language,
        ...(article.validFrom && { validFrom: article.validFrom }),
        ...(article.validUntil && { validUntil: article.validUntil }),
      };
    });
  });
}
