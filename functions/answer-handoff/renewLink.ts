import { peopleOf } from '../../layers/core/domain/askedPeople.ts';
import { renewedMail, settledMail } from '../../layers/core/mail/renewedMail.ts';
import type { Mailer } from '../../layers/core/mail/mailer.ts';
import type { Links } from '../../layers/core/secrets/links.ts';
import { readLink } from '../../layers/core/secrets/signedLink.ts';
import type { Limits } from '../../layers/core/store/limits.ts';
import type { OpenLinkDependencies } from './openLink.ts';

/** Mails one case may cause this way: whoever holds a link, or makes one up, can do no more than that. */
const MOST = 3;
const WINDOW_SECONDS = 3600;
const CASE_OF = /^h\.(C-[0-9A-Z]{1,20})\./;

export interface RenewLinkDependencies extends OpenLinkDependencies {
  mailer: Mailer;
  links: Links;
  limits: Limits;
}

/**
 * A new link to the address on file, for a link that is used, expired or damaged; or the news that nothing is left to
 * answer. Who asks learns neither the address nor whether there is such a case: the answer is always the same.
 */
export async function renewLink(token: string, deps: RenewLinkDependencies): Promise<void> {
  const { store, config, mailer, links, limits, linkKey, now } = deps;
  const read = readLink(token, 'handoff', await linkKey(), now().getTime());
  const claim = 'claim' in read ? read.claim : undefined;
  const caseId = claim?.caseId ?? CASE_OF.exec(token)?.[1];
  const current = caseId ? await store.get(caseId) : undefined;
  // Cases the team never had are none of its business, whatever link is made up.
  if (!current || (!current.ask && !current.answer)) return;
  const people = peopleOf(config.clientTeam);
  // A damaged link doesn't say whose it is: whom the case was last put before.
  const index = claim ? Number(claim.of ?? 0) : (current.asked ?? 0);
  const person = people[index] ?? people[0]!;
  if (!(await limits.take(`link-${current.caseId}`, MOST, WINDOW_SECONDS))) return;
  if (current.state !== 'with-client' || current.answer) {
    await mailer.send(settledMail({ case: current, config, person }));
    return;
  }
  const link = await links.handoff(current.caseId, current.epoch, config.clientTeam.linkDays, index);
  await mailer.send(renewedMail({ case: current, config, person, link }));
  await store.event(current, 'link-renewed', 'client', {
    key: now().toISOString(),
    detail: { contact: person.name },
  });
}
