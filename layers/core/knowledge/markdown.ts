/** A stretch of an article under one heading. */
export interface Section {
  /** Headings from the outermost to this one, the article's own title left out. */
  headings: string[];
  /** Blocks (paragraphs, lists, tables) as plain text. */
  blocks: string[];
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' };

/** Inline markup removed; a link keeps its address, since an answer may have to give it. */
export function plain(line: string): string {
  return line
    .replace(/!\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\[([^\]]+)\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g, (_, label: string, target: string) =>
      !/^(https?:|mailto:)/.test(target) || label === target || target === `mailto:${label}`
        ? label
        : `${label} (${target.replace(/^mailto:/, '')})`,
    )
    .replace(/<((?:https?:\/\/|mailto:)[^>\s]+)>/g, (_, target: string) => target.replace(/^mailto:/, ''))
    .replace(/<\/?[a-zA-Z][^>]*>/g, '')
    .replace(/(\*\*|__)(?=\S)([\s\S]*?\S)\1/g, '$2')
    .replace(/(?<![\p{L}\p{N}*])\*(?=\S)([^*]*[^\s*])\*(?![\p{L}\p{N}*])/gu, '$1')
    .replace(/(?<![\p{L}\p{N}_])_(?=\S)([^_]*[^\s_])_(?![\p{L}\p{N}_])/gu, '$1')
    .replace(/~~(.*?)~~/g, '$1')
    .replace(/`+([^`]+)`+/g, '$1')
    .replace(/\\([\\`*_{}[\]()#+.!|>-])/g, '$1')
    .replace(/&(#39|[a-z]+);/g, (whole, name: string) => ENTITIES[name] ?? whole)
    .replace(/[ \t]+/g, ' ')
    .trim();
}

const cells = (row: string) =>
  row
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map(plain);

/** A table read aloud: each row names its columns, so that a cut-out row still makes sense. */
function readTable(rows: string[]): string {
  const [head, , ...body] = rows;
  const columns = cells(head!);
  return body
    .map(row => {
      const [first, ...rest] = cells(row);
      const told = rest.map((cell, at) => (columns[at + 1] ? `${columns[at + 1]} ${cell}` : cell));
      return `${first}: ${told.join(', ')}.`;
    })
    .join('\n');
}

const isTable = (lines: string[]) =>
  lines.length > 2 && /^\s*\|?\s*:?-{2,}/.test(lines[1]!) && lines[0]!.includes('|');

/** Lines of one block; wrapped lines are joined, list items keep their own line, the order of numbered ones its number. */
function readBlock(lines: string[], code: boolean): string {
  if (code) return lines.join('\n').trim();
  if (isTable(lines)) return readTable(lines);
  const out: string[] = [];
  for (const line of lines) {
    const item = /^\s*(?:[-*+]|(\d+)[.)])\s+(.*)$/.exec(line);
    const quoted = line.replace(/^\s*>+\s?/, '');
    if (item) out.push(item[1] ? `${item[1]}. ${plain(item[2]!)}` : plain(item[2]!));
    else if (out.length && plain(quoted)) out[out.length - 1] = `${out.at(-1)} ${plain(quoted)}`;
    else out.push(plain(quoted));
  }
  return out.filter(Boolean).join('\n');
}

/** Splits Markdown by its headings into plain text. Comments and raw HTML are dropped: they are not meant to be read. */
export function readMarkdown(markdown: string, title: string): Section[] {
  const lines = markdown
    .replace(/<!--[\s\S]*?(?:-->|$)/g, '')
    .replace(/\r\n?/g, '\n')
    .split('\n');
  const sections: Section[] = [{ headings: [], blocks: [] }];
  let path: { level: number; text: string }[] = [];
  let block: string[] = [];
  let fence: string | undefined;

  const flush = (code = false) => {
    const text = readBlock(block, code);
    if (text) sections.at(-1)!.blocks.push(text);
    block = [];
  };
  const open = (level: number, text: string) => {
    path = [...path.filter(heading => heading.level < level), { level, text }];
    const headings = path.map(heading => heading.text).filter(heading => heading && heading !== title);
    sections.push({ headings, blocks: [] });
  };

  for (const line of lines) {
    const mark = /^\s{0,3}(```|~~~)/.exec(line)?.[1];
    if (fence) {
      if (mark === fence) {
        flush(true);
        fence = undefined;
      } else block.push(line);
      continue;
    }
    const heading = /^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$/.exec(line);
    const underline = /^\s{0,3}(=+|-{2,})\s*$/.exec(line)?.[1];
    if (mark) {
      flush();
      fence = mark;
    } else if (heading) {
      flush();
      open(heading[1]!.length, plain(heading[2]!));
    } else if (underline && block.length === 1) {
      open(underline.startsWith('=') ? 1 : 2, plain(block[0]!));
      block = [];
    } else if (/^\s{0,3}([-*_])(\s*\1){2,}\s*$/.test(line) || !line.trim()) flush();
    else block.push(line);
  }
  flush(Boolean(fence));
  return sections.filter(section => section.blocks.length > 0);
}
