import type { LocalCloud } from '../../local/boot.ts';
import type { Published } from '../../local/console/published.ts';
import type { CaseDetail } from '../../local/console/shapes.ts';
import { mailsOf } from './mails.ts';

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
  desk.api(desk.reader).read(caseId);

export const notificationsOf = ({ cloud }: LocalCloud): string[] =>
  cloud.store
    .collection<Published>('console.published')
    .list()
    .map(({ document: { subject, message } }) => subject ?? message);

/** All that customers, agents and the client's team can see: must be the same before and after a restart. */
export async function takeSnapshot(local: LocalCloud, places: { contactId: string; caseId: string }[]) {
  return {
    chats: places.map(({ contactId }) => readLines(local, contactId)),
    cases: await Promise.all(places.map(({ caseId }) => readStory(local, caseId))),
    mails: mailsOf(local),
    notifications: notificationsOf(local),
    workflows: local.cloud.store.collection('states-executions').count(),
  };
}
export type Snapshot = Awaited<ReturnType<typeof takeSnapshot>>;
