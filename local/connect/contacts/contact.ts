import type { CriteriaStep } from '../queues/criteria.ts';

import type { KeyRules } from '../calls/hearing.ts';

/** What the store keeps of one contact. Times are epoch milliseconds of virtual time. */
export interface Contact {
  id: string;
  /** Key in the timeline: contacts in the order they were made. */
  place: string;
  instanceArn: string;
  /** First contact of the chain that transfers make; chats keep their transcript and participants under it. */
  initialContactId: string;
  previousContactId?: string;
  relatedContactId?: string;
  channel: Channel;
  initiationMethod: InitiationMethod;
  state: ContactState;

  name?: string;
  description?: string;
  customerId?: string;
  /** Calls: whose phone it is in, when not that of the chain's first contact. */
  callId?: string;
  /** Calls: the numbers at both ends. */
  customerNumber?: string;
  systemNumber?: string;
  /** The voice set by the flow. */
  voice?: string;
  /** Keys the flow has stored. */
  storedInput?: string;
  /** The number for a call back, and of a call back what is left to try. */
  callbackNumber?: string;
  callback?: { attempts: number; retryMs: number };
  /** The phone rings until then. */
  ringsUntil?: number;
  references?: Record<string, Reference>;
  /** E-mails: who wrote it, to which address of the instance. */
  email?: { from: string; to: string; subject: string; body: string };
  /** What the chat was started with: `$.Media.InitialMessage`. */
  initialMessage?: string;
  language: string;
  /** User-defined attributes, 32 KB in all. */
  attributes: Record<string, string>;
  /** What the last Lambda function block gave: `$.External`. */
  external: Record<string, unknown>;
  /** What the last bot block gave: `$.Lex`. */
  lex?: LexResult;
  /** The last task this contact's flow created. */
  createdTaskId?: string;

  /** Flows set for moments of the contact's life, e.g. `CustomerRemaining` → flow ARN. */
  hooks: Record<string, string>;
  run?: FlowRun;
  /** Customer messages that a bot block has not answered yet. */
  inbox: Heard[];

  targetQueueArn?: string;
  targetAgentArn?: string;
  queue?: { arn?: string; agentArn?: string; enqueuedAt: number; dequeuedAt?: number };
  /** Lower is routed first. */
  priority: number;
  /** What is asked of the agent, step by step. */
  criteria?: CriteriaStep[];
  /** Seconds the contact counts as older than it is. */
  timeAdjustment: number;
  offer?: { username: string; until: number };
  /** The agent who accepted while whisper flows still run. */
  acceptedBy?: string;
  agent?: ConnectedAgent;

  startedAt: number;
  updatedAt: number;
  connectedToSystemAt?: number;
  scheduledAt?: number;
  /** The flow a scheduled contact will start with. */
  scheduledFlowArn?: string;
  /** A chat whose customer has not connected by then is dropped. */
  connectBy?: number;
  endsAt?: number;
  endedAt?: number;
  disconnectReason?: DisconnectReason;
  completedAt?: number;
}

export type Channel = 'CHAT' | 'TASK' | 'VOICE' | 'EMAIL';
export type InitiationMethod =
  'API' | 'TRANSFER' | 'QUEUE_TRANSFER' | 'DISCONNECT' | 'FLOW' | 'INBOUND' | 'CALLBACK';
/** `after-contact-work`: nobody talks any more, the agent still writes up. `ended`: nothing can happen any more. */
export type ContactState = 'scheduled' | 'flow' | 'queued' | 'agent' | 'after-contact-work' | 'ended';
export type DisconnectReason =
  | 'CUSTOMER_DISCONNECT'
  | 'AGENT_DISCONNECT'
  | 'CONTACT_FLOW_DISCONNECT'
  | 'TELECOM_PROBLEM'
  | 'OUTBOUND_ATTEMPT_FAILED'
  | 'API'
  | 'EXPIRED'
  | 'OTHER';

export interface Reference {
  Value: string;
  Type: string;
}
export interface Heard {
  id: string;
  text: string;
  /** In calls: said, or pressed. */
  mode?: 'speech' | 'keys';
}
export interface LexResult {
  intentName: string;
  sessionAttributes: Record<string, string>;
  slots: Record<string, string>;
  dialogState: string;
}
export interface ConnectedAgent {
  username: string;
  arn: string;
  participantId?: string;
  connectedAt: number;
  workStartedAt?: number;
  workEndedAt?: number;
  /** When after-contact work ends by itself. */
  workUntil?: number;
}

/** A flow under way: `position` is the action it stands before (or waits in). */
export interface FlowRun {
  id: string;
  flowArn: string;
  purpose: Purpose;
  position: string;
  /** Rises with every action, so that a late answer can tell that the flow has moved on. */
  steps: number;
  stepsSinceWait: number;
  loops: Record<string, number>;
  flowAttributes: Record<string, string>;
  wait?: Wait;
  /** What ended a timed wait early, e.g. `CustomerReturned`. */
  signal?: string;
  /** The bot has closed this intent and is still speaking. */
  closing?: string;
}
export type Purpose =
  'inbound' | 'transfer' | 'customer-queue' | 'agent-whisper' | 'customer-whisper' | 'customer-remaining';
export type Wait =
  /** For what the customer writes, to be given to a bot. */
  | { kind: 'input'; until?: number; speech?: number; keys?: KeyRules }
  | { kind: 'time'; until: number; events: string[] };

/** A chat over all its contacts, by initial contact id. */
export interface Chat {
  id: string;
  instanceArn: string;
  current: string;
  customerId: string;
  /** Number of the last transcript item. */
  items: number;
  ended: boolean;
  /** Initial contact id of the chat this one goes on from. */
  continuedFrom?: string;
  /** SNS topics the chat is streamed to, by streaming id. */
  streams: Record<string, string>;
  customBotId?: string;
  contentTypes: string[];
}

export const isLive = (contact: Contact) => contact.state !== 'ended';
/** Someone or something of the contact centre is still with the customer. */
export const isActive = (contact: Contact) =>
  contact.state !== 'ended' && contact.state !== 'after-contact-work';
