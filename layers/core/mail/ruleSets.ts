import {
  AlreadyExistsException,
  CreateReceiptRuleSetCommand,
  DescribeActiveReceiptRuleSetCommand,
  SESClient,
  SetActiveReceiptRuleSetCommand,
} from '@aws-sdk/client-ses';

/** The account's receipt rule sets: any number of them, of which one a Region is active. */
export interface RuleSets {
  /** Name of the active one. */
  active(): Promise<string | undefined>;
  /** Makes a set without rules; one of this name that is there already is left as it is. */
  create(name: string): Promise<void>;
  activate(name: string): Promise<void>;
}

/** SES lets through about one of these calls a second: more tries than usual, further apart. */
const TRIES = 8;

export function createRuleSets(
  client = new SESClient({ maxAttempts: TRIES, retryMode: 'adaptive' }),
): RuleSets {
  return {
    active: async () => (await client.send(new DescribeActiveReceiptRuleSetCommand({}))).Metadata?.Name,
    async create(name) {
      try {
        await client.send(new CreateReceiptRuleSetCommand({ RuleSetName: name }));
      } catch (error) {
        if (!(error instanceof AlreadyExistsException)) throw error;
      }
    },
    async activate(name) {
      await client.send(new SetActiveReceiptRuleSetCommand({ RuleSetName: name }));
    },
  };
}
