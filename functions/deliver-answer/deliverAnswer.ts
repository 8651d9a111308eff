import { houseLinesIn } from '../../layers/core/answer/houseLines.ts';
import type { Case } from '../../layers/core/domain/case.ts';
import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import { languageOfCase } from '../../layers/core/domain/spokenIn.ts';
import { offerCorrection } from '../../layers/core/speaking/offerCorrection.ts';
import { settleTicket, type SettleTicketDependencies } from '../../layers/core/speaking/settleTicket.ts';
import { tellCustomer, type TellCustomerDependencies } from '../../layers/core/speaking/tellCustomer.ts';
import type { Corrections } from '../../layers/core/store/corrections.ts';

export interface DeliverAnswerDependencies extends TellCustomerDependencies, SettleTicketDependencies {
  config: Pick<ClientConfig, 'name' | 'brand' | 'clientTeam' | 'languages' | 'skills' | 'voice'>;
  /** The lines by which the answer's files are offered. */
  offerFiles: (of: Case) => Promise<string[]>;
  corrections: Pick<Corrections, 'add'>;
}

/**
 * The client's answer to the customer, or the news that the client's team goes on by itself. `delivered: false` when an
 * agent must see to it: there is no way to the customer, or the provider puts the answer into its own words.
 */
export async function deliverAnswer(
  { caseId }: { caseId: string },
  deps: DeliverAnswerDependencies,
): Promise<{ delivered: boolean }> {
  const current = await deps.store.get(caseId);
  if (!current) throw new Error(`case ${caseId} does not exist`);
  const delivered = await deliver(current, deps);
  await offerCorrection(current, deps);
  if (delivered) await settleTicket(current, 'delivered', deps);
  return { delivered };
}

async function deliver(current: Case, deps: DeliverAnswerDependencies): Promise<boolean> {
  const { caseId } = current;
  const isOver = current.state === 'closed' || current.state === 'taken-over';
  const text = await wordsFor(current, deps);
  if (text === undefined) return isOver;
  const told = await tellCustomer(
    {
      case: current,
      by: 'client',
      name: deps.config.clientTeam.name,
      text,
      key: `answer-${caseId}-${current.epoch}`,
    },
    deps,
  );
  // Who took the case over finds a way to the customer, also where we know none.
  if (current.answer!.kind === 'take-over') return true;
  return told.ok ? told.via !== 'nowhere' : told.current?.state === 'closed';
}

/** What is said, or undefined when nothing may be said from here. */
async function wordsFor(
  current: Case,
  { config, offerFiles }: DeliverAnswerDependencies,
): Promise<string | undefined> {
  const { answer } = current;
  const { clientTeam } = config;
  const isVerbatim = clientTeam.answerStyle === 'as-is';
  if (answer?.kind === 'take-over') {
    const own = isVerbatim && answer.text ? [answer.text] : [];
    return [houseLinesIn(languageOfCase(config, current)).clientTeamTookOver(clientTeam.name), ...own].join(
      ' ',
    );
  }
  if (answer?.kind !== 'answer' || !isVerbatim) return undefined;
  return [answer.text, ...(await offerFiles(current))].join('\n\n');
}
