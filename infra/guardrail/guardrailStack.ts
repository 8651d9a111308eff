import { CfnGuardrail, CfnGuardrailVersion } from 'aws-cdk-lib/aws-bedrock';
import { Stack } from 'aws-cdk-lib/core';
import type { StackProps } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { createHash } from 'node:crypto';
import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import type { GuardrailRules } from '../../layers/core/domain/config/guardrail.ts';

export interface GuardrailStackProps extends StackProps {
  config: ClientConfig;
  rules: GuardrailRules;
}

/** What the functions use: a numbered version, so that what was tried is what runs. */
export interface GuardrailRef {
  id: string;
  version: string;
  arn: string;
}

/** Never shown: whoever is stopped hears a line of the house and gets a person. */
const STOPPED = 'Stopped.';

/**
 * A client's own Bedrock guardrail, in a stack of its own: only clients that have one need it, and the support stack stays
 * free of what emulators can't deploy.
 */
export class GuardrailStack extends Stack {
  readonly guardrail: GuardrailRef;

  constructor(scope: Construct, id: string, { config, rules, ...props }: GuardrailStackProps) {
    super(scope, id, { description: `Guardrail of ${config.name}'s answers`, ...props });
    const guardrail = new CfnGuardrail(this, 'guardrail', {
      name: id,
      description: `${config.client}: before and behind the model`,
      blockedInputMessaging: STOPPED,
      blockedOutputsMessaging: STOPPED,
      ...policies(rules),
    });
    // A version never changes: other rules make another one.
    const hash = createHash('sha256').update(JSON.stringify(rules)).digest('hex').slice(0, 8);
    const version = new CfnGuardrailVersion(this, `version-${hash}`, {
      guardrailIdentifier: guardrail.attrGuardrailId,
    });
    this.guardrail = {
      id: guardrail.attrGuardrailId,
      version: version.attrVersion,
      arn: guardrail.attrGuardrailArn,
    };
  }
}

function policies({ topics, words, personalData, promptAttacks }: GuardrailRules) {
  return {
    ...(topics.length > 0 && {
      topicPolicyConfig: {
        topicsConfig: topics.map(({ name, definition, examples }) => ({
          name,
          definition,
          ...(examples.length > 0 && { examples }),
          type: 'DENY',
        })),
      },
    }),
    ...(words.length > 0 && { wordPolicyConfig: { wordsConfig: words.map(text => ({ text })) } }),
    ...(personalData.length > 0 && {
      sensitiveInformationPolicyConfig: {
        // Customers may write theirs: only what the AI says is looked at.
        piiEntitiesConfig: personalData.map(type => ({
          type,
          action: 'BLOCK',
          inputEnabled: false,
          outputEnabled: true,
          outputAction: 'BLOCK',
        })),
      },
    }),
    ...(promptAttacks !== 'NONE' && {
      contentPolicyConfig: {
        filtersConfig: [{ type: 'PROMPT_ATTACK', inputStrength: promptAttacks, outputStrength: 'NONE' }],
      },
    }),
  };
}
