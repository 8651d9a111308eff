import type { Urgency } from '../domain/triage.ts';

export const ROLES = ['agents', 'reviewers', 'supervisors', 'managers'] as const;
export type Role = (typeof ROLES)[number];

/** `GET /me`: who is signed in, and what of the client's configuration the workspace needs. */
export interface Me {
  id: string;
  name: string;
  roles: Role[];
  client: { id: string; name: string; colour: string; timeZone: string; locale: string };
  /** All queues; `mine` are those whose cases the caller may read. */
  queues: { id: string; name: string; mine: boolean }[];
  /** What an agent may be asked to be able to do, beside their queues. */
  skills: string[];
  topics: { id: string; title: string }[];
  urgencies: readonly Urgency[];
  /** What the client's protocol asks for before a hand-off; without `topics` for every case. */
  checklist: { id: string; text: string; topics?: string[] }[];
  wrapUpCodes: { id: string; title: string }[];
  actions: ActionOffer[];
  clientTeam: string;
}

/** An action that an agent may run for the customer. */
export interface ActionOffer {
  id: string;
  title: string;
  topics: string[];
  /** Who the customer must be. */
  identity: 'none' | 'claimed' | 'verified';
  inputs: { name: string; ask: string; hint?: string }[];
  /** The question to ask the customer first, where the effect can't be undone. */
  confirm?: string;
}
