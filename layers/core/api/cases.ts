import type { Receipt } from '../answer/contract.ts';
import type { Case, CaseEvent, ClosedAs, Story, Turn } from '../domain/case.ts';
import type { WorkName } from './work.ts';

/** A case without what only workflows may know. */
export type CaseView = Omit<Case, 'waiting' | 'dialog' | 'agentDialog'>;

/** `GET /cases?state=&queue=&mine=true&cursor=`: those with something left to do that the caller may read, most pressing first. */
export interface CaseList {
  cases: CaseView[];
  /** Where to go on; absent at the end. A page may be short, or empty, before it. */
  cursor?: string;
}

/** `GET /cases/{caseId}`: all that a person needs to know to go on with it. Reading it is written to the audit trail. */
export interface CaseFile {
  case: CaseView;
  /** In the order they were said; the AI's with topic, confidence, sources (`reply.citations`) and receipts. */
  turns: TurnView[];
  /** The case is so long that only the latest turns are here. */
  isLong?: true;
  /** The timeline, internal notes (`kind: 'note'`, `detail.text`) among it. */
  events: CaseEvent[];
  /** Three lines: who, what, why it came to people; `tried` is what the AI said before. */
  story: Story;
  deadline?: Deadline;
  /** Other cases of this customer, newest first: only once they have proved who they are. */
  earlier: EarlierCase[];
  receipts: Receipt[];
  /** What the AI would answer. */
  draft?: DraftView;
  /** What the caller may do with the case now, as routes are called. */
  may: WorkName[];
}

export interface TurnView extends Omit<Turn, 'reply'> {
  /** `receipts` are ids; `CaseFile.receipts` has what they say. */
  reply?: Turn['reply'];
}

export interface Deadline {
  dueAt: string;
  /** Below 0 when it has passed. */
  secondsLeft: number;
  state: 'in-time' | 'at-risk' | 'missed';
}

export interface EarlierCase {
  caseId: string;
  topic?: string | null;
  topicTitle?: string;
  state: Case['state'];
  closedAs?: ClosedAs;
  openedAt: string;
  closedAt?: string;
  /** It was routed to the caller or their queues; of others they know only that there was one. */
  mayOpen: boolean;
}

export interface DraftView {
  text: string;
  /** What the customer asked. */
  question?: string;
  sources: { id: string; title: string }[];
  /** Set while the case waits for approval: until then an agent must have decided, or the case goes the normal way. */
  approveBy?: string;
}
