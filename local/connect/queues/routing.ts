import type { Center } from '../center.ts';
import type { Contact } from '../contacts/contact.ts';
import type { RoutingProfile } from '../resources/definitions.ts';
import type { Agent } from './agent.ts';
import { offer } from './assignment.ts';
import { meetsCriteria, stepEnds } from './criteria.ts';
import { queuedContacts } from './queueing.ts';

/**
 * Offers queued contacts to free agents: agents idle longest first, and to each the contact that comes first by the
 * profile's queue priority, then the contact's priority (lower first), then age.
 */
export function route(center: Center): void {
  if (center.queued.count() === 0) return;
  const agents = center.agents
    .list()
    .map(({ document }) => document)
    .filter(agent => agent.state === 'Available' && mayTakeMore(center, agent))
    .sort((a, b) => a.idleSince - b.idleSince || (a.username < b.username ? -1 : 1));
  // A queue may be long while everybody is busy, and this is asked after every change.
  if (agents.length === 0) return;
  const waiting = queuedContacts(center).filter(contact => !contact.offer && !contact.acceptedBy);
  if (waiting.length === 0) return;
  center.commit(() => {
    for (const { username } of agents) {
      for (;;) {
        const agent = center.agents.get(username)!;
        const contact = bestFor(center, agent, waiting);
        if (!contact) break;
        waiting.splice(waiting.indexOf(contact), 1);
        offer(center, contact, agent);
      }
    }
  });
}

function bestFor(center: Center, agent: Agent, waiting: Contact[]): Contact | undefined {
  const profile = center.profiles.get(agent.routingProfileArn);
  if (!profile) return undefined;
  return waiting
    .map(contact => ({ contact, rank: rank(center, agent, profile, contact) }))
    .filter((entry): entry is { contact: Contact; rank: number } => entry.rank !== undefined)
    .sort(
      (a, b) =>
        a.rank - b.rank ||
        a.contact.priority - b.contact.priority ||
        waitingSince(a.contact) - waitingSince(b.contact),
    )
    .map(({ contact }) => contact)[0];
}

/** The profile's priority for the contact's queue; undefined when this agent may not have the contact now. */
function rank(center: Center, agent: Agent, profile: RoutingProfile, contact: Contact): number | undefined {
  if (busySlots(agent, contact.channel) >= (profile.concurrency[contact.channel] ?? 0)) return undefined;
  // What the agent has of another channel may want them alone.
  if (Object.values(agent.contacts).some(other => other !== contact.channel && profile.alone.includes(other)))
    return undefined;
  if (contact.queue!.agentArn) return contact.queue!.agentArn === agent.arn ? 0 : undefined;
  if (!meetsCriteria(agent, contact, center.now)) return undefined;
  const entry = profile.queues.find(
    ({ queueArn, channel }) => queueArn === contact.queue!.arn && channel === contact.channel,
  );
  if (!entry || contact.queue!.enqueuedAt + entry.delay * 1000 > center.now) return undefined;
  return entry.priority;
}

function mayTakeMore(center: Center, agent: Agent): boolean {
  const slots = Object.entries(center.profiles.get(agent.routingProfileArn)?.concurrency ?? {});
  return slots.some(([channel, most = 0]) => busySlots(agent, channel) < most);
}

function busySlots(agent: Agent, channel: string): number {
  return Object.values(agent.contacts).filter(other => other === channel).length;
}

/** The age that counts: enqueued time, moved by what the flow or the API added. */
function waitingSince(contact: Contact): number {
  return contact.queue!.enqueuedAt - contact.timeAdjustment * 1000;
}

/** When a profile's delay for this queue or a step of the contact's criteria runs out: then routing has to look again. */
export function delayEnds(center: Center, contact: Contact): number[] {
  if (contact.state !== 'queued' || contact.offer || !contact.queue?.arn) return [];
  const delays = [...center.profiles.values()]
    .flatMap(profile => profile.queues)
    .filter(({ queueArn, channel }) => queueArn === contact.queue!.arn && channel === contact.channel)
    .map(({ delay }) => contact.queue!.enqueuedAt + delay * 1000);
  return [...delays, ...stepEnds(contact)].filter(due => due > center.now);
}
