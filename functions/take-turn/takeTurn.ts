import { houseLines } from '../../layers/core/answer/houseLines.ts';
import type { TurnInput, TurnResult } from '../../layers/core/domain/turn.ts';
import type { Workflows } from '../../layers/core/workflows/workflows.ts';

/** Lex gives the code hook 30 s; what is left after this is for the network and the reply. */
const TURN_BUDGET_MS = 24_000;

export interface TakeTurnDependencies {
  workflows: Workflows;
  turnArn: string;
  onFailure: (error: string) => void;
}

export type Taken = Pick<TurnResult, 'reply' | 'sources' | 'outcome' | 'unclear' | 'expects'> & {
  caseId?: string;
};

/** Runs the workflow `turn`. Whatever fails, the customer hears something true and goes to a person. */
export async function takeTurn(input: TurnInput, deps: TakeTurnDependencies): Promise<Taken> {
  try {
    const ran = await deps.workflows.runSync<TurnResult>(deps.turnArn, input, TURN_BUDGET_MS);
    if (ran.ok) return ran.output;
    deps.onFailure(ran.error);
  } catch (error) {
    deps.onFailure((error as Error).name);
  }
  return { reply: houseLines.toPersonUnavailable, outcome: 'escalate', caseId: input.caseId };
}
