import { houseLinesIn } from '../../layers/core/answer/houseLines.ts';
import type { TurnInput, TurnResult } from '../../layers/core/domain/turn.ts';
import type { CaseStore } from '../../layers/core/store/caseStore.ts';
import { openCase, type OpenCaseDependencies } from '../../layers/core/turns/openCase.ts';
import type { Workflows } from '../../layers/core/workflows/workflows.ts';

/** Lex gives the code hook 30 s; what is left after this is for the network and the reply. */
const TURN_BUDGET_MS = 24_000;

export interface TakeTurnDependencies {
  workflows: Workflows;
  turnArn: string;
  store: CaseStore;
  /** Read only when the workflow fails. */
  settings: () => Promise<OpenCaseDependencies['config']>;
  now: () => Date;
  onFailure: (error: string) => void;
}

export type Taken = Pick<TurnResult, 'reply' | 'sources' | 'language' | 'outcome' | 'unclear' | 'expects'> & {
  caseId?: string;
};

/** Runs the workflow `turn`. Whatever fails, the customer hears something true, in the bot's language, and goes to a person. */
export async function takeTurn(input: TurnInput, locale: string, deps: TakeTurnDependencies): Promise<Taken> {
  try {
    const ran = await deps.workflows.runSync<TurnResult>(deps.turnArn, input, TURN_BUDGET_MS);
    if (ran.ok) return ran.output;
    deps.onFailure(ran.error);
  } catch (error) {
    deps.onFailure((error as Error).name);
  }
  const caseId = (await keep(input, deps)) ?? input.caseId;
  return {
    reply: houseLinesIn(locale).toPersonUnavailable,
    language: locale,
    outcome: 'escalate',
    caseId,
  };
}

/** The workflow may not even have begun: what was said is stored here, so that the person who gets the customer has it. */
async function keep(input: TurnInput, deps: TakeTurnDependencies): Promise<string | undefined> {
  try {
    const opened = await openCase(input, { ...deps, config: await deps.settings() });
    return opened.case.caseId;
  } catch (error) {
    deps.onFailure((error as Error).name);
    return undefined;
  }
}
