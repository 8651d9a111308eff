import { addItem, callOf } from '../calls/call.ts';
import type { Center } from '../center.ts';
import { succeed } from '../contacts/begin.ts';
import type { Contact } from '../contacts/contact.ts';
import { agentGone, agentLeaves, completeWork, part } from '../contacts/finish.ts';
import { findFlow } from '../flows/find.ts';
import { startRun, whisperToAgent } from '../flows/run.ts';
import { derivedUuid } from '../ids.ts';
import { EVENT_TYPE, say } from '../participants/transcript.ts';
import type { RoutingProfile } from '../resources/definitions.ts';
import type { Agent, Proficiency } from './agent.ts';
import { missOffer } from './assignment.ts';

const LONGEST_MESSAGE = 16 * 1024;

/** One ringing contact, as the panel shows it. */
export interface Offer {
  contactId: string;
  channel: string;
  /** Epoch ms of virtual time at which it is missed. */
  until: number;
  name?: string;
}

/** What an agent does at the contact panel; Connect has no public API for it. Wrong use throws a plain Error. */
export interface Desk {
  list(): Agent[];
  /**
   * Signs in; a name that no template defines is made up, with the profile named (name or ARN), else the only one there is,
   * and with every skill unless `proficiencies` are given.
   */
  signIn(username: string, routingProfile?: string, proficiencies?: Proficiency[]): Agent;
  setState(username: string, state: string): Agent;
  offers(username: string): Offer[];
  accept(contactId: string): void;
  reject(contactId: string): void;
  sendMessage(contactId: string, text: string): { Id: string; AbsoluteTime: string };
  /** In a call. */
  speak(contactId: string, text: string): void;
  typing(contactId: string): void;
  /** Ends the agent's part: the customer goes on in the `CustomerRemaining` flow, if one is set. */
  leave(contactId: string): void;
  /** Ends after-contact work (and before that, the agent's part, if it lasts). */
  complete(contactId: string): void;
  /** Hands the contact to a quick connect or a flow, by name or ARN; gives the new contact's id. */
  transfer(contactId: string, target: string): string;
}

export function createDesk(center: Center): Desk {
  const agentOf = (username: string): Agent => {
    const agent = center.agents.get(username);
    if (agent) return agent;
    throw new Error(`there is no agent "${username}"; sign in first`);
  };
  const connected = (contactId: string): Contact => {
    const contact = center.contact(contactId);
    if (contact.state === 'agent') return contact;
    throw new Error(`contact ${contactId} is with no agent; it is in state "${contact.state}"`);
  };
  const ringing = (contactId: string): Contact => {
    const contact = center.contact(contactId);
    if (contact.offer) return contact;
    throw new Error(`contact ${contactId} rings at no agent`);
  };
  const voice = (contact: Contact) => center.participants.get(contact.agent?.participantId ?? '');

  return {
    list: () => center.agents.list().map(({ document }) => document),

    signIn: (username, routingProfile, proficiencies) =>
      center.commit(() => {
        const known = center.agents.get(username);
        const profile = profileFor(center, routingProfile, known);
        const agent: Agent = {
          ...(known ?? newAgent(profile, username)),
          routingProfileArn: profile.arn,
          ...(proficiencies && { proficiencies }),
          state: 'Available',
          stateSince: center.now,
          idleSince: center.now,
        };
        center.saveAgent(agent);
        return agent;
      }),

    setState: (username, state) =>
      center.commit(() => {
        const before = agentOf(username);
        const idleSince =
          state === 'Available' && before.state !== 'Available' ? center.now : before.idleSince;
        center.saveAgent({ ...before, state, stateSince: center.now, idleSince });
        return agentOf(username);
      }),

    offers: username =>
      Object.keys(agentOf(username).contacts)
        .map(id => center.contact(id))
        .filter(({ offer }) => offer?.username === username)
        .map(({ id, channel, name, offer }) => ({ contactId: id, channel, name, until: offer!.until })),

    accept: contactId =>
      center.commit(() => {
        const contact = ringing(contactId);
        contact.acceptedBy = contact.offer!.username;
        delete contact.offer;
        delete contact.run;
        whisperToAgent(center, contact);
        center.save(contact);
      }),

    reject: contactId => center.commit(() => missOffer(center, ringing(contactId))),

    sendMessage: (contactId, text) =>
      center.commit(() => {
        const contact = connected(contactId);
        if (contact.channel !== 'CHAT')
          throw new Error(`contact ${contactId} is no chat: nobody reads messages there`);
        if (text.length < 1 || text.length > LONGEST_MESSAGE) {
          throw new Error(`a message has 1 to ${LONGEST_MESSAGE} characters, this one ${text.length}`);
        }
        return say(center, contact.initialContactId, {
          type: 'MESSAGE',
          contentType: 'text/plain',
          content: text,
          from: voice(contact),
        });
      }),

    speak: (contactId, text) =>
      center.commit(() => {
        const call = callOf(center, connected(contactId));
        if (!call) throw new Error(`contact ${contactId} is no call`);
        addItem(center, call, { who: 'agent', text });
      }),

    typing: contactId =>
      center.commit(() => {
        const contact = connected(contactId);
        say(center, contact.initialContactId, {
          type: 'EVENT',
          contentType: `${EVENT_TYPE}typing`,
          from: voice(contact),
          fleeting: true,
        });
      }),

    leave: contactId => center.commit(() => agentLeaves(center, connected(contactId))),

    complete: contactId =>
      center.commit(() => {
        if (center.contact(contactId).state === 'agent') agentLeaves(center, connected(contactId));
        completeWork(center, center.contact(contactId));
      }),

    transfer: (contactId, target) =>
      center.commit(() => {
        const contact = connected(contactId);
        const { flowArn, ...given } = destination(center, contact, target);
        agentGone(center, contact);
        part(center, contact, 'AGENT_DISCONNECT');
        const next = succeed(center, contact, given.targetQueueArn ? 'QUEUE_TRANSFER' : 'TRANSFER', given);
        startRun(center, next, flowArn, 'transfer');
        if (contact.channel === 'CHAT') {
          say(center, contact.initialContactId, {
            type: 'EVENT',
            contentType: `${EVENT_TYPE}transfer.succeeded`,
          });
        }
        center.save(next);
        return next.id;
      }),
  };
}

function newAgent(profile: RoutingProfile, username: string): Agent {
  return {
    username,
    arn: `${profile.instanceArn}/agent/${derivedUuid(profile.instanceArn, 'agent', username)}`,
    displayName: username,
    routingProfileArn: profile.arn,
    workLimit: 0,
    state: 'Offline',
    stateSince: 0,
    idleSince: 0,
    contacts: {},
  };
}

function profileFor(center: Center, nameOrArn: string | undefined, known: Agent | undefined): RoutingProfile {
  const profiles = [...center.profiles.values()];
  const names = profiles.map(({ name }) => name).join(', ');
  const wanted = nameOrArn ?? known?.routingProfileArn;
  const found = wanted
    ? profiles.find(({ name, arn }) => name === wanted || arn === wanted)
    : profiles.length === 1
      ? profiles[0]
      : undefined;
  if (found) return found;
  throw new Error(
    wanted
      ? `there is no routing profile "${wanted}"; there are: ${names}`
      : `name a routing profile, one of: ${names}`,
  );
}

function destination(center: Center, contact: Contact, target: string) {
  const quick = [...center.quickConnects.values()].find(
    ({ name, arn, instanceArn }) =>
      (name === target || arn === target) && instanceArn === contact.instanceArn,
  );
  const flow =
    findFlow(center, contact.instanceArn, quick?.flowArn ?? target) ??
    [...center.flows.values()].find(
      ({ name, instanceArn }) => name === target && instanceArn === contact.instanceArn,
    );
  if (flow) return { flowArn: flow.arn, targetQueueArn: quick?.queueArn, targetAgentArn: quick?.userArn };
  throw new Error(
    quick
      ? `quick connect "${target}" (${quick.type}) takes no chats or tasks`
      : `there is no quick connect or flow "${target}"`,
  );
}
