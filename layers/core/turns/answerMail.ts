import { createHash } from 'node:crypto';
import type { Case } from '../domain/case.ts';
import type { ClientConfig } from '../domain/clientConfig.ts';
import type { TurnResult } from '../domain/turn.ts';
import type { CustomerMails } from '../mail/customerMails.ts';
import type { Links } from '../secrets/links.ts';
import type { Attempts } from '../store/attempts.ts';
import type { CaseStore } from '../store/caseStore.ts';

export interface AnswerMailDependencies {
  store: Pick<CaseStore, 'once' | 'event' | 'getTurn'>;
  customerMails: CustomerMails;
  links: Links;
  config: Pick<ClientConfig, 'mail'>;
}

/**
 * Sends what the turn has to say, once per turn. That somebody else has the case is said once, not after every mail; an
 * empty reply is none.
 */
export async function answerMail(
  { turnId, result, case: current }: { turnId: string; result: TurnResult; case: Case },
  { store, customerMails, links, config }: AnswerMailDependencies,
): Promise<void> {
  if (!result.reply) return;
  const { caseId, epoch } = current;
  const reply = (await store.getTurn(caseId, turnId))?.reply;
  const isAnswer = reply?.by === 'ai';
  const key = reply?.notice ? `mail-notice-${caseId}-${epoch}` : `mail-answer-${turnId}`;
  await store.once(key, async () => {
    const sent = await customerMails.send({
      case: current,
      by: isAnswer ? 'ai' : 'house',
      words: result.reply,
      sources: sourcesOf(reply?.citations ?? [], config),
      ...(current.owner === 'ai' && { personLink: await links.person(caseId, epoch) }),
      ...(isAnswer && { surveyLink: await links.survey(caseId, epoch) }),
    });
    if (sent !== 'sent')
      await store.event(current, 'mail-not-sent', 'system', { key: turnId, detail: { why: sent } });
  });
}

/** Each article once, with where it can be read. */
function sourcesOf(citations: { id: string; title: string }[], { mail }: AnswerMailDependencies['config']) {
  const titles = new Map(citations.map(({ id, title }) => [title, id.replace(/#.*$/, '')]));
  return [...titles].map(([title, id]) => ({
    title,
    ...(mail.articleUrl && { url: mail.articleUrl.replace('{id}', encodeURIComponent(id)) }),
  }));
}

/** Machines that answer our answers without saying so are stopped by number. */
export async function mayAnswerToday(
  address: string,
  { attempts, config }: { attempts: Attempts; config: Pick<ClientConfig, 'mail'> },
): Promise<boolean> {
  const key = createHash('sha256').update(address).digest('hex').slice(0, 24);
  return attempts.take(`mail-answers:${key}`, { most: config.mail.receive?.repliesPerDay ?? 0, hours: 24 });
}
