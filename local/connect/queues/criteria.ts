import { AwsError } from '../../core/contract.ts';
import type { Center } from '../center.ts';
import type { Contact } from '../contacts/contact.ts';
import type { Agent, Proficiency } from './agent.ts';

/** What is asked of an agent for a while; the next step is looked at when it is over, after the last any agent will do. */
export interface CriteriaStep {
  conditions: Proficiency[];
  /** Absent: it lasts as long as the contact waits. */
  seconds?: number;
}

const refuse = (message: string) => new AwsError('InvalidParameterException', message);

/** Reads `RoutingCriteria` of the API: steps of AttributeCondition and AndExpression. Anything else is refused, not ignored. */
export function readCriteria(center: Center, { Steps = [] }: any): CriteriaStep[] {
  return Steps.map(({ Expression, Expiry, ...rest }: any, n: number) => {
    const where = `RoutingCriteria.Steps[${n}]`;
    if (Object.keys(rest).length > 0 || !Expression) throw refuse(`${where} has Expression and Expiry`);
    const { DurationInSeconds: seconds } = Expiry ?? {};
    if (seconds !== undefined && !(Number.isInteger(seconds) && seconds >= 1))
      throw refuse(`${where}.Expiry.DurationInSeconds must be a whole number from 1`);
    return { conditions: conditionsOf(center, Expression, where), ...(seconds && { seconds }) };
  });
}

function conditionsOf(
  center: Center,
  { AttributeCondition, AndExpression, ...rest }: any,
  where: string,
): Proficiency[] {
  if (Object.keys(rest).length > 0 || (AttributeCondition === undefined) === (AndExpression === undefined))
    throw refuse(
      `${where}: the local Connect plays either AttributeCondition or AndExpression, and no ${Object.keys(rest)[0] ?? 'other'}`,
    );
  if (AndExpression) return AndExpression.flatMap((each: any) => conditionsOf(center, each, where));
  const { Name, Value, ProficiencyLevel, ComparisonOperator } = AttributeCondition;
  if (ComparisonOperator !== 'NumberGreaterOrEqualTo')
    throw refuse(`${where}: ComparisonOperator must be NumberGreaterOrEqualTo`);
  if (!(ProficiencyLevel >= 1 && ProficiencyLevel <= 5))
    throw refuse(`${where}: ProficiencyLevel must be 1 to 5`);
  if (!center.predefinedAttributes.get(Name)?.includes(Value))
    throw refuse(`${where}: there is no predefined attribute "${Name}" with the value "${Value}"`);
  return [{ name: Name, value: Value, level: ProficiencyLevel }];
}

/** Whether the agent has what the contact's present step asks. */
export function meetsCriteria({ proficiencies }: Agent, contact: Contact, now: number): boolean {
  const step = presentStep(contact, now);
  if (!step || !proficiencies) return true;
  return step.conditions.every(({ name, value, level }) =>
    proficiencies.some(has => has.name === name && has.value === value && has.level >= level),
  );
}

/** When the contact's steps are over, counted from when it came into the queue. */
export function stepEnds({ criteria = [], queue }: Contact): number[] {
  let end = queue?.enqueuedAt ?? NaN;
  return criteria.map(({ seconds }) => (end += (seconds ?? Infinity) * 1000)).filter(Number.isFinite);
}

function presentStep(contact: Contact, now: number): CriteriaStep | undefined {
  const over = stepEnds(contact).filter(end => end <= now).length;
  return contact.criteria?.[over];
}
