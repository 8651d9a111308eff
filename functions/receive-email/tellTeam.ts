import { peopleOf } from '../../layers/core/domain/askedPeople.ts';
import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import { answerDomain } from '../../layers/core/domain/config/mail.ts';
import { makeCaseAddress, type MailClaim } from '../../layers/core/mail/caseAddress.ts';
import type { Mailer } from '../../layers/core/mail/mailer.ts';
import { notTakenMail } from '../../layers/core/mail/notTakenMail.ts';
import type { Links } from '../../layers/core/secrets/links.ts';
import type { Attempts } from '../../layers/core/store/attempts.ts';
import type { CaseStore } from '../../layers/core/store/caseStore.ts';
import type { TeamAnswered } from './answerOfTeam.ts';

export interface TellTeamDependencies {
  store: Pick<CaseStore, 'once'>;
  attempts: Attempts;
  mailer: Mailer;
  links: Links;
  linkKey: () => Promise<string>;
  config: ClientConfig;
}

/** Somebody who answers more often in a day without success is a machine that answers us. */
const MOST_A_DAY = 5;

/** Tells a contact of the client's team, once a mail, that it could not be taken as an answer, and how to answer still. */
export async function tellTeam(
  { caseId, epoch }: Extract<MailClaim, { purpose: 'handoff' }>,
  answered: Exclude<TeamAnswered, { ok: true } | { why: 'not-theirs' }>,
  key: string,
  { store, attempts, mailer, links, linkKey, config }: TellTeamDependencies,
): Promise<void> {
  const { clientTeam, mail } = config;
  const { contact, why } = answered;
  const index = peopleOf(clientTeam).findIndex(({ email }) => email === contact.email);
  const isOver = why === 'too-late';
  const claim = { purpose: 'handoff' as const, caseId, epoch };
  await store.once(`team-told-${key}`, async () => {
    if (!(await attempts.take(`team-told:${caseId}-${epoch}`, { most: MOST_A_DAY, hours: 24 }))) return;
    await mailer.send(
      notTakenMail({
        caseId,
        config,
        person: contact,
        why: answered.why === 'files' ? { files: answered.refused } : answered.why,
        ...(!isOver && {
          link: await links.handoff(caseId, epoch, clientTeam.linkDays, index),
          replyTo: makeCaseAddress(claim, answerDomain(mail), await linkKey()),
        }),
      }),
    );
  });
}
