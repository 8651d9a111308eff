import type { PageConfig } from '../brand/brand.ts';
import { byId, element, fill } from '../dom/element.ts';
import type { ChatWords } from './words/index.ts';

/** Before a chat begins: that it is kept, and where the client says what becomes of it. */
export function showPrivacy({ privacy }: PageConfig, words: ChatWords, language: string): void {
  const href = noticeIn(privacy, language);
  fill(
    byId('privacy'),
    words.chatIsKept,
    ...(href
      ? [' ', element('a', { href, target: '_blank', rel: 'noopener noreferrer' }, words.privacyNotice)]
      : []),
  );
}

/** The first that the client gives where there is none in the language. */
export const noticeIn = (privacy: PageConfig['privacy'], language: string): string | undefined =>
  typeof privacy === 'string' ? privacy : (privacy?.[language] ?? Object.values(privacy ?? {})[0]);
