import type { CaseDetail } from '../../local/console/shapes.ts';
import type { LocalCloud } from '../../local/boot.ts';
import type { Published } from '../../local/console/published.ts';
import type { SentMail } from '../../local/ses/index.ts';

/** One thing that was said in a chat. */
export interface Line {
  role: string;
  text: string;
}

export const readLines = ({ connect }: LocalCloud, contactId: string): Line[] =>
  connect
    .transcript(contactId)
    .filter(({ Type }) => Type === 'MESSAGE')
    .map(({ ParticipantRole = '', Content = '' }) => ({ role: ParticipantRole, text: Content }));

export const readStory = ({ desk }: LocalCloud, caseId: string): Promise<CaseDetail> =>
  desk.api(desk.agents[0]!).read(caseId);

/** Everything mailed so far, `recipient: subject`, oldest first; what the shop itself mailed is among it. */
export const mailsOf = ({ cloud, shop }: LocalCloud): string[] => [
  ...outbox({ cloud }).map(({ to, subject }) => `${to.join(', ')}: ${subject}`),
  ...(shop?.outbox() ?? []).map(({ to, kind }) => `${to}: (shop) ${kind}`),
];

/** The newest mail to somebody. */
export function mailTo(local: LocalCloud, address: string): SentMail {
  const found = outbox(local).findLast(({ to }) => to.some(each => each.includes(address)));
  if (!found) throw new Error(`no mail to ${address}; there are ${mailsOf(local).join('; ') || 'none'}`);
  return found;
}

export const notificationsOf = ({ cloud }: Pick<LocalCloud, 'cloud'>): string[] =>
  cloud.store
    .collection<Published>('console.published')
    .list()
    .map(({ document: { subject = '', message } }) => subject || message);

const outbox = ({ cloud }: Pick<LocalCloud, 'cloud'>): SentMail[] =>
  cloud.store
    .collection<SentMail>('ses-outbox')
    .list()
    .map(({ document }) => document);

/** All that customers, agents and the client's team can see: must be the same before and after a restart. */
export async function takeSnapshot(local: LocalCloud, contactIds: string[], caseIds: string[]) {
  return {
    chats: contactIds.map(contactId => readLines(local, contactId)),
    cases: await Promise.all(caseIds.map(caseId => readStory(local, caseId))),
    mails: mailsOf(local),
    notifications: notificationsOf(local),
  };
}
export type Snapshot = Awaited<ReturnType<typeof takeSnapshot>>;
