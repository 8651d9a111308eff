import type { RuleSets } from '../../layers/core/mail/ruleSets.ts';

export interface WantedRuleSet {
  ruleSet: string;
  /** The set is ours: made and activated where there is none. Else it is somebody's, and our rule only joins it. */
  ours: boolean;
}

/** Refused: says what stands in the way and what to do. Nothing was changed. */
export class RuleSetRefused extends Error {
  override name = 'RuleSetRefused';
}

/**
 * Sees to it that the account's one active receipt rule set is the wanted one. A set of somebody else is never replaced nor
 * deactivated: their mail would stop. Safe to repeat.
 */
export async function activateRuleSet(
  { ruleSet, ours }: WantedRuleSet,
  sets: RuleSets,
  region: string,
): Promise<void> {
  const active = await sets.active();
  if (active === ruleSet) return;
  if (!ours)
    throw new RuleSetRefused(
      `client.yaml says that mail comes by the SES receipt rule set "${ruleSet}", but ` +
        `${active ? `"${active}" is the active one` : 'none is active'} in ${region}. Activate "${ruleSet}", or take ` +
        `mail.receive.ruleSet out of client.yaml to use a set of our own. Nothing was changed.`,
    );
  if (active)
    throw new RuleSetRefused(
      `The active SES receipt rule set in ${region} is "${active}", which is not ours: taking over would stop the mail it ` +
        `receives. Either write mail.receive.ruleSet: ${active} into client.yaml (our rule then joins that set, which stays ` +
        `its owner's), or deploy to another account or Region, or have its owner deactivate it. Nothing was changed.`,
    );
  await sets.create(ruleSet);
  // Between the look and this somebody may have activated theirs: then it is theirs, and the deployment says so.
  const before = await sets.active();
  if (before && before !== ruleSet)
    throw new RuleSetRefused(
      `"${before}" was activated in ${region} while this was deployed. Nothing was taken over: deploy again to see what to do.`,
    );
  await sets.activate(ruleSet);
}
