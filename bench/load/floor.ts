import type { LocalCloud } from '../../local/boot.ts';
import { ApiRefusal } from '../../local/console/caseApi.ts';
import type { DeskAgent, Move } from '../../local/console/desk.ts';
import type { Random } from './random.ts';

/** The provider's agents at their desks. */
export interface Floor {
  /** Sees which contacts ring, and has them taken a few seconds later. */
  look(): void;
  readonly counts: {
    accepted: number;
    replied: number;
    resolved: number;
    handedOff: number;
    backToAi: number;
    draftsSent: number;
    /** Moves that came too late: the case had moved on, or the customer was gone. */
    tooLate: number;
  };
  readonly failures: string[];
}

/** Shares of how a case ends that an agent has. */
const HANDS_OFF = 0.08;
const GIVES_BACK = 0.07;
/** Seconds. */
const TAKES_IN = 4;
const WRITES = 25;
const SPREAD = 0.5;

/** `inSeconds` puts work on the agenda of virtual time. */
export function openFloor(options: {
  local: LocalCloud;
  agents: number;
  random: Random;
  inSeconds(seconds: number, work: () => Promise<void>): void;
}): Floor {
  const { local, random } = options;
  const { connect, desk } = local;
  const counts = {
    accepted: 0,
    replied: 0,
    resolved: 0,
    handedOff: 0,
    backToAi: 0,
    draftsSent: 0,
    tooLate: 0,
  };
  const failures: string[] = [];
  const groups = desk.agents[0]!.groups;
  const agents = new Map<string, DeskAgent>();
  for (let n = 1; n <= options.agents; n++) {
    const id = `Agent-${n}`;
    agents.set(id, { id, name: id, groups });
    void desk.panel.setAvailable(id, true);
  }
  const taken = new Set<string>();
  const later = (median: number, work: () => Promise<void>) =>
    options.inSeconds(random.around(median, SPREAD), work);

  /** The API's refusals for good reason are no failures: somebody was faster. */
  async function move(agent: DeskAgent, what: Move, caseId: string, text?: string): Promise<boolean> {
    try {
      await desk.move(agent, what, caseId, { text });
      return true;
    } catch (error) {
      if (error instanceof ApiRefusal && [409, 422].includes(error.status)) counts.tooLate++;
      else failures.push(`${what} on ${caseId}: ${(error as Error).message}`);
      return false;
    }
  }
  const leave = (agent: DeskAgent, contactId: string) => {
    const there = desk.panel.contacts(agent.id).some(one => one.contactId === contactId);
    if (there) void desk.panel.leave(agent.id, contactId);
  };

  async function takes(agent: DeskAgent, contactId: string) {
    const contact = connect.center.contact(contactId);
    // It rang too long, or the customer left.
    if (contact.offer?.username !== agent.id) return void taken.delete(contactId);
    await desk.panel.accept(agent.id, contactId);
    const caseId = contact.attributes['caseId'];
    if (!caseId) return leave(agent, contactId);
    const { case: found } = await desk.api(desk.reader).read(caseId);
    if (found.state === 'waiting-for-approval') {
      later(WRITES, async () => {
        if (await move(agent, 'send-draft', caseId)) counts.draftsSent++;
        leave(agent, contactId);
      });
    } else if (found.state === 'waiting-for-agent' && (await move(agent, 'accept', caseId))) {
      counts.accepted++;
      later(WRITES, () => works(agent, caseId, contactId));
    } else leave(agent, contactId);
  }

  async function works(agent: DeskAgent, caseId: string, contactId: string) {
    if (await move(agent, 'reply', caseId, 'Thank you for waiting. I am looking into it now.'))
      counts.replied++;
    later(WRITES, async () => {
      const how = random.next();
      if (how < HANDS_OFF) {
        if (await move(agent, 'hand-off', caseId, 'May we do this for the customer?')) counts.handedOff++;
      } else if (how < HANDS_OFF + GIVES_BACK) {
        if (await move(agent, 'back-to-ai', caseId, 'Settled; the rest is simple.')) counts.backToAi++;
      } else if (await move(agent, 'resolve', caseId, 'Explained.')) counts.resolved++;
      leave(agent, contactId);
    });
  }

  return {
    counts,
    failures,
    look() {
      for (const { username, contacts } of connect.agents.list()) {
        const agent = agents.get(username);
        for (const contactId of agent ? Object.keys(contacts) : []) {
          const rings = connect.center.contact(contactId).offer?.username === username;
          if (!rings || taken.has(contactId)) continue;
          taken.add(contactId);
          later(TAKES_IN, () => takes(agent!, contactId));
        }
      }
    },
  };
}
