import type { Case } from '../domain/case.ts';
import type { ClientConfig } from '../domain/clientConfig.ts';
import type { Notifier } from '../events/bus.ts';
import { handoffMail } from '../mail/handoffMail.ts';
import type { Mailer } from '../mail/mailer.ts';
import type { Links } from '../secrets/links.ts';
import type { CaseStore } from '../store/caseStore.ts';

export interface AskClientTeamDependencies {
  store: CaseStore;
  config: ClientConfig;
  mailer: Mailer;
  team: Notifier;
  links: Links;
}

/** Writes to one contact of the client's team and notifies the team, once per hand-over and reminder. */
export async function askClientTeam(
  current: Case,
  contact: { name: string; email: string },
  reminded: number,
  { store, config, mailer, team, links }: AskClientTeamDependencies,
): Promise<void> {
  const { caseId, epoch } = current;
  await store.once(`handoff-${caseId}-${epoch}-${reminded}`, async () => {
    const link = await links.handoff(caseId, epoch, config.clientTeam.linkDays);
    const turns = await store.turns(caseId);
    await mailer.send(handoffMail({ case: current, turns, config, contact, link, reminded }));
    await team.notify(
      `${reminded > 0 ? 'Reminder: ' : ''}Case ${caseId} needs your answer`,
      `${current.ask ?? 'Please answer the customer.'}\n\nUrgency: ${current.urgency}\n${current.story?.why ?? ''}\n\nAnswer here: ${link}`,
    );
    await store.event(current, reminded > 0 ? 'client-reminded' : 'client-asked', 'system', {
      key: String(reminded),
      detail: { contact: contact.name, reminded },
    });
  });
}
