import { tokenOf } from '../../cli/golden/act.ts';
import type { LocalCloud } from '../../local/boot.ts';
import type { SentMail } from '../../local/ses/index.ts';

const outbox = ({ cloud }: LocalCloud): SentMail[] =>
  cloud.store
    .collection<SentMail>('ses-outbox')
    .list()
    .map(({ document }) => document);

/** Everything mailed so far, `recipient: subject`, oldest first; then what the shop itself mailed. */
export const mailsOf = (local: LocalCloud): string[] => [
  ...outbox(local).map(({ to, subject }) => `${to.join(', ')}: ${subject}`),
  ...(local.shop?.outbox() ?? []).map(({ to, kind }) => `${to}: (shop) ${kind}`),
];

/** Text of the newest mail to somebody. */
export const mailTo = (local: LocalCloud, address: string): string => newestMail(local, address).text ?? '';

export function newestMail(local: LocalCloud, address: string): SentMail {
  const found = outbox(local).findLast(({ to }) => to.some(each => each.includes(address)));
  if (!found) throw new Error(`no mail to ${address}; there are ${mailsOf(local).join('; ') || 'none'}`);
  return found;
}

export function codeIn(text: string): string {
  const code = /(?:^|[^-\d])(\d{6})(?!\d)/.exec(text)?.[1];
  if (!code) throw new Error('there is no six-digit code in the text');
  return code;
}

/** The API's path behind the signed link in a mail or message, e.g. `/handoffs/h.C-1…`. */
export function apiPathIn(text: string): string {
  const found = /https?:\/\/\S+\/(reply|survey)[/#]\S+/.exec(text);
  if (!found) throw new Error('there is no link to a page in the text');
  const route = found[1] === 'reply' ? 'handoffs' : 'surveys';
  return `/${route}/${encodeURIComponent(tokenOf(found[0]))}`;
}
