import type { Asked } from '../domain/askedPeople.ts';
import type { Case } from '../domain/case.ts';
import type { ClientConfig } from '../domain/clientConfig.ts';
import { describeTime } from '../domain/hours.ts';
import type { Notifier } from '../events/bus.ts';
import { localeOf } from '../domain/replyLanguage.ts';
import { handoffMail } from '../mail/handoffMail.ts';
import type { Mailer } from '../mail/mailer.ts';
import type { Links } from '../secrets/links.ts';
import type { CaseStore } from '../store/caseStore.ts';
import { teamLanguage, teamLinesIn } from '../teamLines/teamLines.ts';
import type { TicketDesk } from '../tickets/ticketDesk.ts';
import type { ChatTool } from '../webhooks/chatTool.ts';

export interface AskClientTeamDependencies {
  store: CaseStore;
  config: ClientConfig;
  mailer: Mailer;
  team: Notifier;
  links: Links;
  /** Where an answer by mail to this hand-over goes; absent where no mail is received. */
  replyAddress?: (handoff: { caseId: string; epoch: number }) => Promise<string>;
  chatTool?: ChatTool;
  tickets?: TicketDesk;
  /** Told when a way that is not the mail failed: the team is asked all the same. */
  failed: (way: 'chat-tool' | 'ticket', error: Error) => void;
}

/**
 * Puts a hand-over before one person of the client's team: by mail, and beside it by notification, in the chat tool and,
 * the first time, as a ticket. Each once per hand-over and step. Only the mail must succeed.
 */
export async function askClientTeam(
  current: Case,
  asked: Asked,
  reminded: number,
  deps: AskClientTeamDependencies,
): Promise<void> {
  const { store, config, mailer, links, replyAddress } = deps;
  const { caseId, epoch } = current;
  const key = `${caseId}-${epoch}-${reminded}`;
  const link = await links.handoff(caseId, epoch, config.clientTeam.linkDays, asked.index);
  const replyTo = await replyAddress?.({ caseId, epoch });
  const letter = { case: current, turns: await store.turns(caseId), config, asked, link };
  const mail = handoffMail({ ...letter, replyTo });
  await store.once(`handoff-${key}`, async () => {
    await mailer.send(mail);
    await store.event(current, reminded > 0 ? 'client-reminded' : 'client-asked', 'system', {
      key: String(reminded),
      detail: { contact: asked.person.name, step: asked.step, reminded },
    });
  });
  await store.change(current, { asked: asked.index });
  // A ticket is read by the whole team, and by replying to it another way than to the mail.
  const ticket = () => handoffMail({ ...letter, language: teamLanguage(config) }).text;
  await tellBeside({ current, asked, key, link, ...(reminded === 0 && { ticket }) }, deps);
}

interface Beside {
  current: Case;
  asked: Asked;
  key: string;
  link: string;
  /** Text of the ticket, when one is due. */
  ticket?: () => string;
}

async function tellBeside(
  { current, asked, key, link, ticket }: Beside,
  { store, config, team, chatTool, tickets, failed }: AskClientTeamDependencies,
): Promise<void> {
  const { caseId, epoch, urgency } = current;
  const language = teamLanguage(config);
  const lines = teamLinesIn(language);
  const title = `${lines.step[asked.step]}${lines.caseNeedsAnswer(caseId)}`;
  const urgent = lines.urgencies[urgency];
  const { dueAt } = current;
  const due = dueAt && describeTime(Date.parse(dueAt), config.hours.timeZone, localeOf(config, language));
  // People outside the mailbox may read it: nothing of the customer, nothing of what was said.
  const text = due ? lines.notificationBy(config.name, urgent, due) : lines.notification(config.name, urgent);
  await store.once(`handoff-notified-${key}`, () => team.notify(title, `${text} ${link}`));

  const beside = async (way: 'chat-tool' | 'ticket', work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      failed(way, error as Error);
      await store.event(current, `${way}-failed`, 'system', { key });
    }
  };
  if (chatTool)
    await beside('chat-tool', async () => {
      await store.once(`handoff-posted-${key}`, () =>
        chatTool.post({ title, text, link: { label: lines.answerCase, url: link } }),
      );
    });
  if (tickets && ticket)
    await beside('ticket', async () => {
      const opened = await tickets.open({
        caseId,
        epoch,
        urgency,
        language,
        subject: title,
        text: ticket(),
        link,
      });
      await store.event(current, 'ticket-opened', 'system', {
        key: opened.id,
        detail: { ticket: opened.id },
      });
    });
}
