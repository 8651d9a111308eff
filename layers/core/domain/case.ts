import type { Channel, Complexity, Sentiment, Urgency } from './triage.ts';

/** Where a case stands. Each state has exactly one owner: who may speak to the customer. */
export const CASE_STATES = [
  'with-ai',
  /** The AI's draft waits for an agent to send, change or refuse it; nobody speaks meanwhile. */
  'waiting-for-approval',
  'waiting-for-agent',
  'with-agent',
  'with-client',
  'taken-over',
  'closed',
] as const;
export type CaseState = (typeof CASE_STATES)[number];

export type Owner = 'ai' | 'provider' | 'client' | 'nobody';

export const OWNER_OF: Record<CaseState, Owner> = {
  'with-ai': 'ai',
  'waiting-for-approval': 'provider',
  'waiting-for-agent': 'provider',
  'with-agent': 'provider',
  'with-client': 'client',
  /** The client's team goes on by its own ways: it stays the owner, and nothing is left to do on our side. */
  'taken-over': 'client',
  closed: 'nobody',
};

/** How sure we are who the customer is: said so themselves, or proved it by a code or a token of the client's site. */
export type IdentityLevel = 'none' | 'claimed' | 'verified';

export interface Customer {
  customerId?: string;
  name?: string;
  email?: string;
  /** The number they call from, E.164: where they can be called back, and no proof of who they are. */
  phone?: string;
  tier?: string;
  identity: IdentityLevel;
  /** The contact in which they proved it; in others it is a claim (`domain/identity.ts`). */
  provedIn?: string;
  /** What the client's site said of them (order value, plan …): triggers may use it. */
  attributes: Record<string, string>;
}

/** Why a case went to people. `code` is a trigger's id or one of ours: see `domain/decide.ts`. */
export interface Reason {
  code: string;
  text: string;
}

export type ClosedAs =
  | 'resolved-by-ai'
  | 'resolved-by-agent'
  | 'answered-by-client-team'
  | 'taken-over-by-client-team'
  | 'customer-silent'
  | 'abandoned'
  /** The customer proved who they are: it went on in the case they had open. */
  | 'joined'
  /** By the operator's command, with a reason in the timeline. */
  | 'closed-by-operator';

/** For the customer, for the agent, "this is ours from here", or "not for us". */
export const CLIENT_ANSWERS = ['answer', 'instruct', 'take-over', 'decline'] as const;
export type ClientAnswerKind = (typeof CLIENT_ANSWERS)[number];

export interface ClientAnswer {
  kind: ClientAnswerKind;
  /** May be empty for `take-over` only. */
  text: string;
  at: string;
  via?: 'link' | 'mail' | 'ticket';
  /** Who of the team, as far as is known. */
  by?: string;
  /** The delivery it came with: the same one again is the same answer. */
  key?: string;
  attachments?: Attachment[];
}

/** A file that came with the team's answer; its bytes are in the client's bucket. */
export interface Attachment {
  id: string;
  name: string;
  type: string;
  /** Bytes. */
  size: number;
}

/** What a person must know at a glance. */
export interface Story {
  who: string;
  what: string;
  why: string;
  tried: string[];
}

/** One customer problem from first message to resolution, whatever the channels. Times are ISO 8601 UTC. */
export interface Case {
  caseId: string;
  state: CaseState;
  owner: Owner;
  /** Rises whenever who may speak changes: the owner, or the agent who has it; a speaker with an old epoch is refused. */
  epoch: number;
  channel: Channel;
  /** The contact in which the customer was last seen. */
  contactId: string;
  /** The customer is still in that contact. */
  contactOpen: boolean;
  /** Why nothing can be sent to the customer's address any more. */
  mailStopped?: 'bounced' | 'complained';
  /** The conversation by e-mail that answers go into. */
  thread?: MailThread;
  customer: Customer;
  openedAt: string;
  updatedAt: string;
  /** When the customer last said something to people. */
  customerSpokeAt?: string;
  /** Since that epoch the customer has sent a file to the AI, which can't look at it. */
  fileInEpoch?: number;
  /** When somebody must have moved the case; the sweeper looks at what is past it. Absent when nothing is left to do. */
  dueAt?: string;
  topic?: string | null;
  urgency: Urgency;
  sentiment: Sentiment;
  complexity: Complexity;
  language: string;
  /** Turns on which the AI could not help. */
  failedTries: number;
  /** How often the customer came back after the case was closed. */
  recontacts: number;
  reason?: Reason;
  queue?: string;
  priority?: number;
  /** What the agent should be able to do, beside serving the queue. */
  skills?: string[];
  /** The reply is awaited that tells where to answer when nobody is there. */
  awaitingEmail?: boolean;
  /** On the phone outside hours: what the customer says now is a message for the people. */
  awaitingMessage?: boolean;
  /** A call back waits in the queue in the customer's stead. */
  callBack?: 'queued';
  /** Its contact. */
  callBackContact?: string;
  /** The call that broke off and was called back, which is done once. */
  calledBackFrom?: string;
  /** The same, for a telephone number. */
  awaitingPhone?: boolean;
  /** They want to be called back on `customer.phone`. */
  wantsCall?: boolean;
  /** Nobody was there and it can't wait: the client's on-call is told. */
  onCall?: boolean;
  /** The action dialog under way, as `answer/actionDialog.ts` keeps it. */
  dialog?: { action: string; state: unknown };
  agent?: { id: string; name: string };
  /** Key of a person's words that are on their way to the customer: until they are there, nobody else gets the case. */
  speaking?: string;
  speakingUntil?: string;
  /** Since when the customer has been without an agent. */
  waitingSince?: string;
  /** Since when a person is or was needed, in this life of the case, and when the customer had the first words of one. */
  neededAt?: string;
  firstWords?: { at: string; channel: Channel };
  /** What the AI would have answered, for the agent to use or not, and the turn it answers. */
  draft?: { text: string; citations: { id: string; title: string }[]; turnId?: string };
  /** How the agents' work is counted: a code of client.yaml. */
  wrapUp?: string;
  /** The action that an agent runs for the customer, as `answer/actionDialog.ts` keeps it. */
  agentDialog?: { action: string; state: unknown };
  /** What is asked of the client's team, or what the team or an agent told the next one. */
  ask?: string;
  note?: string;
  answer?: ClientAnswer;
  /** Whom of the client's team it was last put before: place in `peopleOf`. */
  asked?: number;
  /** How agents get it: as the live contact in the queue, or as a task beside it. */
  offeredAs?: 'contact' | 'task';
  /** The task's contact, and the epoch it was made in, until somebody has the case. */
  task?: string;
  taskEpoch?: number;
  /** The summary that people see first. */
  story?: Story;
  /** Name of the escalation that looks after the case. */
  execution?: string;
  /** The workflow's wait for a person. */
  waiting?: { for: 'approval' | 'agent' | 'client'; token: string };
  closedAs?: ClosedAs;
  closedAt?: string;
  surveySentAt?: string;
  /** `score`: how happy, 1 to 5. `recommend`: how likely to recommend the client, 0 to 10. `channel`: that of the case then. */
  survey?: { score: number; recommend?: number; channel?: Channel; comment?: string; at: string };
}

/** The newest mail of the customer: answers refer to it. Ids with their angle brackets, oldest first. */
export interface MailThread {
  subject: string;
  messageId?: string;
  references: string[];
}

/** A mail as people see it: the whole of it and its files are in the client's bucket. */
export interface TurnMail {
  /** Id that SES gave it. */
  id: string;
  subject: string;
  /** Whether it comes from where its From says. */
  authenticated: boolean;
  files: MailFile[];
  /** What could not be read. */
  problems?: string[];
}

export interface MailFile {
  /** Place in the mail. */
  id: string;
  name: string;
  type: string;
  /** Bytes. */
  size: number;
  inline?: boolean;
  /** Why it isn't kept apart from the mail. */
  refused?: string;
}

/** A file that somebody sent in a chat. */
export interface ChatFile extends Attachment {
  /** Why people don't get it: one more than the client takes, or nobody has looked what it is. */
  refused?: 'number' | 'unchecked';
}

/** One customer message and what was said back; either side may be missing (an agent may write first). */
export interface Turn {
  /** Deterministic, so that a repeated delivery is the same turn. */
  turnId: string;
  caseId: string;
  contactId: string;
  channel: Channel;
  at: string;
  customer?: string;
  /** The mail it came in. */
  mail?: TurnMail;
  /** Sent in the chat, by the customer where there is no reply of a person. */
  files?: ChatFile[];
  /** Triage and decision of an AI turn, for the timeline. */
  decision?: TurnDecision;
  reply?: Reply;
}

export interface TurnDecision {
  topic: string | null;
  confidence: number;
  urgency: Urgency;
  sentiment: Sentiment;
  route: string;
  reason?: Reason;
  reasons: string[];
}

export interface Reply {
  text: string;
  by: 'ai' | 'agent' | 'client' | 'house';
  name?: string;
  at: string;
  via: 'bot' | 'chat' | 'email' | 'nowhere';
  outcome?: TurnOutcome;
  citations?: { id: string; title: string }[];
  receipts?: string[];
  source?: string;
  /** The agent sent the AI's draft, as it was or edited. */
  draft?: 'as-is' | 'edited';
  /** It only says who has the case. */
  notice?: boolean;
  /** Set when it was never spoken: the owner had changed. */
  discarded?: string;
}

/** What the flow does after a turn: stay in the bot, go to a person, end. */
export type TurnOutcome = 'continue' | 'escalate' | 'close';

/** One line of the timeline. */
export interface CaseEvent {
  /** Deterministic, so that writing it twice leaves one. */
  eventId: string;
  caseId: string;
  at: string;
  kind: string;
  /** Who did it: `ai`, `customer`, `agent:<id>`, `client`, `system`, `operator`. */
  by: string;
  owner: Owner;
  epoch: number;
  detail?: Record<string, unknown>;
}

/** A session of a customer on a channel, and the case it belongs to. */
export interface Contact {
  /** The first contact of the chain. */
  contactId: string;
  /** The contact of the chain the customer is in now: transfers and an agent's leaving start another. */
  currentId?: string;
  /** The contact of the chain that ends by going to another queue: nobody has left. */
  leaving?: string;
  caseId: string;
  channel: Channel;
  /** Connection of our own participant in the chat, through which people's words are sent. */
  connectionToken?: string;
  endedAt?: string;
}
