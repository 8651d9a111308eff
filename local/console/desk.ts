import { randomUUID } from 'node:crypto';
import type { Me } from '../../layers/core/api/me.ts';
import type { Case } from '../../layers/core/domain/case.ts';
import type { CaseApi } from './caseApi.ts';

/** A demo agent, with an account in Cognito and one in the contact panel. */
export interface DeskAgent {
  id: string;
  name: string;
  groups: string[];
}

/** The agents' side of the contact centre: what an agent does in the contact panel. */
export interface ContactPanel {
  /** Contacts ringing at the agent or connected; `chain` is the first contact, by which the case is known. */
  contacts(agentId: string): { contactId: string; chain?: string; state: 'offered' | 'connected' }[];
  isAvailable(agentId: string): boolean;
  /** ARN of the agent in Connect; none before they were available for the first time. */
  agentArn(agentId: string): string | undefined;
  setAvailable(agentId: string, available: boolean): void | Promise<void>;
  accept(agentId: string, contactId: string): void | Promise<void>;
  /** In a call. */
  say(agentId: string, contactId: string, text: string): void | Promise<void>;
  /** Leaves the contact and finishes the work after it. */
  leave(agentId: string, contactId: string): void | Promise<void>;
}

export const MOVES = [
  'accept',
  'reply',
  'send-draft',
  'reject-draft',
  'resolve',
  'hand-off',
  'back-to-ai',
  'transfer',
  'release',
] as const;
export type Move = (typeof MOVES)[number];
/** Moves after which the agent goes on with the case. */
const STAYS: Move[] = ['accept', 'reply', 'reject-draft'];

/** A demo agent's desk: what the agent workspace and the contact panel do together when the agent makes a move. */
export class Desk {
  readonly agents: DeskAgent[];
  readonly panel: ContactPanel;
  /** Sees every case: who looks on, and what a move needs to know before it is made. */
  readonly reader: DeskAgent;
  readonly #api: (agent: DeskAgent) => CaseApi;

  constructor(options: {
    agents: DeskAgent[];
    reader: DeskAgent;
    panel: ContactPanel;
    api: (agent: DeskAgent) => CaseApi;
  }) {
    this.agents = options.agents;
    this.panel = options.panel;
    this.reader = options.reader;
    this.#api = options.api;
  }

  agent(id: string): DeskAgent | undefined {
    return this.agents.find(agent => agent.id === id);
  }
  api(agent: DeskAgent): CaseApi {
    return this.#api(agent);
  }

  /** Makes the move over the HTTP API. `epoch` is the one the agent saw; the present one unless told. Throws ApiRefusal. */
  async move(
    agent: DeskAgent,
    move: Move,
    caseId: string,
    {
      text = '',
      priority,
      epoch,
      key = randomUUID(),
    }: {
      text?: string | undefined;
      priority?: number | undefined;
      epoch?: number;
      key?: string | undefined;
    } = {},
  ): Promise<Case> {
    const api = this.#api(agent);
    const { case: before } = await this.#api(this.reader).read(caseId);
    const seen = epoch ?? before.epoch;
    if (move === 'accept') await this.#takeContact(agent, before.contactId);
    const path = `/cases/${encodeURIComponent(caseId)}/${move}`;
    const checklist =
      move === 'hand-off' ? (await api.call<Pick<Me, 'checklist'>>('GET', '/me')).checklist : [];
    const body = {
      ...bodyOf(
        move,
        seen,
        text,
        key,
        checklist.map(({ id }) => id),
      ),
      ...(priority && { priority }),
    };
    const { case: after } = await api.call<{ case: Case }>('POST', path, body);
    const stays = STAYS.includes(move) || (move === 'send-draft' && after.state === 'with-agent');
    if (!stays) await this.leaveContact(agent, before.contactId);
    return after;
  }

  /** Accepts it without the contact panel, as the workspace lets who has its list open. */
  async takeFromList(agent: DeskAgent, caseId: string): Promise<Case> {
    const { epoch } = (await this.#api(this.reader).read(caseId)).case;
    await this.beSeen(agent);
    const path = `/cases/${encodeURIComponent(caseId)}/accept`;
    return (await this.#api(agent).call<{ case: Case }>('POST', path, { epoch })).case;
  }

  /** The workspace shows the list, and tells where contacts ring for the agent. */
  async beSeen(agent: DeskAgent): Promise<void> {
    const arn = this.panel.agentArn(agent.id);
    await this.#api(agent).call('GET', `/cases${arn ? `?connectAgent=${encodeURIComponent(arn)}` : ''}`);
  }

  async leaveContact(agent: DeskAgent, contactId: string): Promise<void> {
    const there = this.#contactAt(agent, contactId, 'connected');
    if (there) await this.panel.leave(agent.id, there);
  }

  async #takeContact(agent: DeskAgent, contactId: string): Promise<void> {
    if (!this.panel.isAvailable(agent.id)) await this.panel.setAvailable(agent.id, true);
    const ringing = this.#contactAt(agent, contactId, 'offered');
    if (ringing) await this.panel.accept(agent.id, ringing);
  }

  #contactAt(agent: DeskAgent, contactId: string, wanted: 'offered' | 'connected'): string | undefined {
    return this.panel
      .contacts(agent.id)
      .find(
        ({ chain, contactId: id, state }) => state === wanted && (chain === contactId || id === contactId),
      )?.contactId;
  }
}

function bodyOf(
  move: Move,
  epoch: number,
  text: string,
  key: string,
  checklist: string[],
): Record<string, unknown> {
  switch (move) {
    case 'accept':
      return { epoch };
    case 'reply':
      return { epoch, key, text };
    case 'resolve':
      return { epoch, how: text || 'Resolved.' };
    case 'hand-off':
      return { epoch, ask: text, checklist };
    case 'send-draft':
      return { epoch, key, ...(text ? { text } : {}) };
    case 'reject-draft':
      return { epoch, reason: text };
    case 'transfer':
      return { epoch, queue: text };
    case 'release':
      return { epoch, ...(text ? { reason: text } : {}) };
    case 'back-to-ai':
      return { epoch, ...(text ? { note: text } : {}) };
  }
}
