import type { Case, CaseEvent, Turn } from '../../layers/core/domain/case.ts';
import type { Correction } from '../../layers/core/domain/correction.ts';
import type { Move } from '../../local/console/desk.ts';
import type { StatedFault } from './golden.ts';
import type { MailOutcome, WrittenMail } from './mailStage.ts';

/**
 * Where goldens are played: the actors around a support system and what they can see of it. The real one is
 * `cloudStage.ts`; tests bring a scripted one.
 */
export interface Stage {
  clock: { now(): number; advance(ms: number): Promise<void> };
  /** Every line that functions logged, where that can be seen. */
  logged?(): string[];
  /** Resolves once the system has nothing left to do but wait for time or people. */
  idle(): Promise<void>;
  /** Starts a chat over the public API and joins it. */
  startChat(request: ChatRequest): Promise<StageChat>;
  /** Calls the client's number. */
  startCall(from: string): Promise<StageCall>;
  /** The call that rings at this number, if one does. */
  ringingCall(number: string): StageCall | undefined;
  /** The next answer in a call takes so long (virtual time). */
  slowNextAnswer(ms: number): void;
  /** Lets something fail once, the next time it is done. Throws for a block that isn't there. */
  fail(fault: StatedFault): { hit(): boolean };
  /** The identity token that the client's site would give this customer. */
  signIdentity(identity: StageIdentity): Promise<string>;
  /** Delivers the contact's last bot invocation a second time. */
  repeatLastTurn(contactId: string): Promise<void>;
  /** Makes a demo agent available; the first unless told. */
  signIn(as?: string): Promise<void>;
  agent(move: AgentMove): Promise<ApiReply>;
  /** What a supervisor does with a case, by the name of its route; `assign` names a demo agent. */
  supervise(
    work: 'assign' | 'transfer' | 'priority',
    caseId: string,
    body: { agent?: string; queue?: string; priority?: number },
  ): Promise<ApiReply>;
  /** Where the newest contact of this chain waits; undefined when it waits in no queue. */
  queued(contactId: string): QueuedContact | undefined;
  /** A demo agent, the first unless told, waits for contacts. */
  signIn(agent?: string): Promise<void>;
  /** A signed-link route, e.g. `POST /handoffs/{token}`. */
  callLink(method: 'GET' | 'POST', path: string, body?: unknown, pass?: string): Promise<ApiReply>;
  /** Puts or gets a file at a signed address, outside the API. */
  transfer(url: string, upload?: { type: string; text: string }): Promise<{ status: number; text: string }>;
  /** Where the client's customers write. */
  mailAddress: string;
  /** Gives a mail to the client's server; the id that it got. */
  writeMail(mail: WrittenMail): Promise<string>;
  /** From now on no mail can be read by the function that takes them in. */
  breakMail(): void;
  mailOutcome(id: string): Promise<MailOutcome | undefined>;
  /** The short-lived address of a file that came with a mail. */
  readMailFile(caseId: string, mailId: string, fileId: string): Promise<{ url: string; type: string }>;
  /** The short-lived address of a file that was sent in the chat. */
  readChatFile(caseId: string, fileId: string): Promise<{ url: string; type: string }>;
  /** Everything sent so far, oldest first. */
  mails(): StageMail[];
  notifications(): StageNotification[];
  /** Text messages to telephones, other than by a topic. */
  textMessages(): { to: string; text: string }[];
  /** Requests the client's demo service has had, `POST /password-resets`. */
  serviceRequests(): string[];
  /** Contacts in the queues, those that ring at an agent included. */
  waiting(channel: 'TASK' | 'VOICE'): number;
  /** In the client's own ticket system, newest first. */
  tickets(): { id: number; text: string }[];
  replyToTicket(
    id: number,
    said: { text: string; isPublic: boolean; files?: { name: string; type: string; text: string }[] },
  ): Promise<ApiReply>;
  /** Posted to the client team's chat tool, oldest first. */
  chatPosts(): string[];
  /** The case in which one of these contacts was last seen, with its timeline. */
  caseOf(contactIds: string[]): Promise<StageCase | undefined>;
}

export interface QueuedContact {
  /** Id of client.yaml. */
  queue?: string;
  /** Id of the agent whose own queue it is. */
  agent?: string;
  priority: number;
  /** Id of the agent at whom it rings. */
  ringsAt?: string;
}
export interface ChatRequest {
  displayName: string;
  email?: string;
  identityToken?: string;
  resume?: string;
  languages?: string[];
  /** The same one asks for the same chat again. */
  key?: string;
}
export interface StageIdentity {
  customerId: string;
  name: string;
  email?: string;
  tier?: string;
  attributes: Record<string, string>;
}
export interface StageChat {
  contactId: string;
  resume?: string;
  say(text: string): Promise<void>;
  /** What became of it: `APPROVED`, `REJECTED`. Nobody sends files in a call. */
  sendFile?(file: { name: string; content: Uint8Array }): Promise<string>;
  leave(): Promise<void>;
  /** All messages the customer has seen so far, in order. */
  seen(): Promise<ChatMessage[]>;
}
export interface StageCall extends StageChat {
  /** Without waiting for the voice to finish. */
  bargeIn(text: string): Promise<void>;
  press(keys: string): Promise<void>;
  /** Resolves once the voice has finished. */
  listen(): Promise<void>;
  cutOff(): Promise<void>;
  take(): Promise<void>;
  refuse(): Promise<void>;
  agentSays(text: string): Promise<void>;
  /** What was whispered to the agent. */
  whispers(): string[];
}
export interface ChatMessage {
  from: 'customer' | 'ai' | 'person';
  /** How it went, for the reader: "(cut off after 1.2 s)". */
  note?: string;
  /** Said in a call while nobody listened. */
  unheard?: true;
  name: string;
  text: string;
}
export interface AgentMove {
  move: Move;
  caseId: string;
  text?: string;
  /** Accepts the case without the contact panel. */
  fromList?: true;
  /** Of a transfer. */
  priority?: number;
  /** Which of the demo agents; the first unless told. */
  as?: string;
  /** Of what is said with it, where the move is made again. */
  key?: string;
}
export interface ApiReply {
  status: number;
  body: any;
}
export interface StageMail {
  from: string;
  to: string[];
  subject: string;
  text: string;
  html?: string;
  headers: Record<string, string>;
  /** The Message-ID header on the wire. */
  messageId: string;
}
export interface StageNotification {
  /** Physical name or ARN of the topic. */
  topic: string;
  text: string;
}
export interface StageCase {
  case: Case;
  turns: Turn[];
  events: CaseEvent[];
  /** What people corrected on it, oldest first. */
  corrections?: Correction[];
}
