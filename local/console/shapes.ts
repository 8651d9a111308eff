import type { Case, CaseEvent, Turn } from '../../layers/core/domain/case.ts';

/** What the console's page gets from `/console/api/*`. Times are ISO 8601 UTC of the virtual clock. */
export interface Overview {
  client: string;
  /** The client's public site of the pages, whose links open here instead. */
  pagesUrl: string;
  clock: { now: string; zone: string; open: boolean; nextOpening?: string };
  agents: AgentRow[];
  contacts: ContactRow[];
  cases: Case[];
  /** Why the cases could not be read, when they could not. */
  casesError?: string;
  executions: ExecutionRow[];
  mails: MailRow[];
  notifications: NotificationRow[];
  alarms: AlarmRow[];
  calls: { total: number; denied: number };
}

export interface AgentRow {
  id: string;
  name: string;
  groups: string[];
  state: 'available' | 'offline';
  /** Contacts in the agent's panel. */
  contacts: { contactId: string; state: 'offered' | 'connected'; caseId?: string }[];
}

export interface ContactRow {
  contactId: string;
  channel: string;
  state: string;
  startedAt: string;
  endedAt?: string;
  customer?: string;
  queue?: string;
  agent?: string;
  caseId?: string;
  /** Where its flow stands: `main › ask-lex`. */
  position?: string;
}
export interface ContactDetail extends ContactRow {
  attributes: Record<string, string>;
  transcript: { at: string; who: string; kind: string; text: string }[];
}

export interface CaseDetail {
  case: Case;
  turns: Turn[];
  events: CaseEvent[];
}

export interface ExecutionRow {
  arn: string;
  machine: string;
  name: string;
  status: string;
  /** The state it stands in, while it runs. */
  state?: string;
  startedAt: string;
  stoppedAt?: string;
  error?: string;
}
export interface ExecutionDetail extends ExecutionRow {
  input?: unknown;
  output?: unknown;
  history: { at: string; kind: string; state?: string; detail?: unknown }[];
}

export interface MailRow {
  id: string;
  at: string;
  to: string[];
  from: string;
  subject: string;
}
export interface MailDetail extends MailRow {
  text: string;
  headers: Record<string, string>;
  /** It can be seen at `/console/mails/{id}`. */
  hasHtml: boolean;
}

export interface NotificationRow {
  id: string;
  at: string;
  topic: string;
  subject?: string;
  text: string;
}

export interface AlarmRow {
  name: string;
  state: string;
  reason?: string;
}

export interface CallRow {
  at: string;
  caller: string;
  call: string;
  resources: string[];
  error?: string;
}
