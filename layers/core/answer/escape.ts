/** Characters nobody sees, used to smuggle words past readers: zero-width, direction marks, tag letters, controls. */
const UNSEEN =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/gu;

export const hasUnseen = (text: string) => text.search(UNSEEN) >= 0;
export const dropUnseen = (text: string) => text.replace(UNSEEN, '');

/** As one line that shows all it says: a name that somebody gave themselves, a line on an operator's terminal. */
export const oneLine = (text: string) =>
  dropUnseen(text)
    .replace(/[\s\u0085]+/g, ' ')
    .trim();

/** Text as content or attribute of a tag: whatever it says, it can't close or open one. */
export function escapeTag(text: string): string {
  return dropUnseen(text)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}
