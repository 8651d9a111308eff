import { ROLES, type ActionOffer, type Me } from '../../layers/core/api/me.ts';
import { queuesOf, type Member } from '../../layers/core/domain/access.ts';
import type { Action } from '../../layers/core/domain/clientConfig.ts';
import { URGENCIES } from '../../layers/core/domain/triage.ts';
import type { ReleaseHeader } from '../../layers/core/release/header.ts';

/** Who is signed in, and what of the client's configuration a workspace needs. */
export function aboutMe(
  who: Member & { name: string },
  { config, topics }: Pick<ReleaseHeader, 'config' | 'topics'>,
): Me {
  const mine = queuesOf(who);
  const all = ROLES.some(role => role !== 'agents' && who.groups.includes(role));
  return {
    id: who.id,
    name: who.name,
    roles: ROLES.filter(role => who.groups.includes(role)),
    client: {
      id: config.client,
      name: config.name,
      colour: config.brand.colour,
      timeZone: config.hours.timeZone,
      locale: config.locale,
    },
    queues: config.queues.map(({ id, name }) => ({ id, name, mine: all || mine.includes(id) })),
    skills: config.skills?.names ?? [],
    topics: topics.map(({ id, title }) => ({ id, title })),
    urgencies: URGENCIES,
    checklist: config.checklist.map(({ id, text, topics: only }) => ({
      id,
      text,
      ...(only && { topics: only }),
    })),
    wrapUpCodes: config.wrapUpCodes,
    actions: config.actions.map(offerOf),
    clientTeam: config.clientTeam.name,
  };
}

const offerOf = ({ id, title, topics, identity, inputs, confirm }: Action): ActionOffer => ({
  id,
  title,
  topics,
  identity,
  inputs: Object.entries(inputs).map(([name, { ask, hint }]) => ({ name, ask, ...(hint && { hint }) })),
  ...(confirm && { confirm }),
});
