import type { CaseState } from '../domain/case.ts';
import type { Urgency } from '../domain/triage.ts';
import type { Deadline } from './cases.ts';

/** `GET /supervision`: who waits and who works, now. Supervisors and managers. */
export interface Supervision {
  at: string;
  queues: QueueLoad[];
  /** Who used the workspace in the last quarter of an hour, or has a case. */
  agents: AgentLoad[];
  /** Deadlines that are near or past, soonest first. */
  atRisk: SupervisedCase[];
  /** More cases are open than were looked at: figures are lower bounds. */
  partial: boolean;
}

export interface QueueLoad {
  id: string;
  name: string;
  /** Customers without an agent. */
  waiting: number;
  /** Of the one who has waited longest; 0 when nobody waits. */
  longestWaitSeconds: number;
  /** Drafts that wait for approval. */
  drafts: number;
  withAgents: number;
  withClient: number;
  atRisk: number;
}

export interface AgentLoad {
  id: string;
  name: string;
  queues: string[];
  /** Absent when they have a case but no workspace open. */
  seenAt?: string;
  cases: SupervisedCase[];
}

export interface SupervisedCase {
  caseId: string;
  epoch: number;
  state: CaseState;
  queue?: string;
  priority: number;
  topic?: string | null;
  urgency: Urgency;
  agent?: { id: string; name: string };
  waitingSince?: string;
  deadline?: Deadline;
}
