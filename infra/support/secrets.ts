import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import { useKey } from './access.ts';
import type { Foundation } from './foundation.ts';
import type { ServiceFunction } from './serviceFunction.ts';

/** Keys that nobody may see in a template. */
export class Secrets extends Construct {
  /** Signs the links of the client team's page, of surveys and of a customer's way back, and peppers identity codes. */
  readonly link: Secret;
  /** HS256 key shared with the client's site, which vouches for its signed-in customers. */
  readonly site: Secret;
  /** API key of the client's service; the operator sets it, what is generated opens nothing. */
  readonly service: Secret;
  /** Keys of single actions that are not the service's, by the name in client.yaml. */
  readonly actions: Record<string, Secret>;
  private readonly foundation: Foundation;

  constructor(scope: Construct, id: string, foundation: Foundation) {
    super(scope, id);
    this.foundation = foundation;
    this.link = this.secret('link', 'signs links and peppers identity codes');
    this.site = this.secret(
      'site',
      "shared with the client's site, which signs its customers' identity tokens",
    );
    this.service = this.secret(
      'service',
      "API key of the client's service: set it after the first deployment",
    );
    const names = foundation.config.actions.flatMap(({ request }) => request.auth?.secret ?? []);
    this.actions = Object.fromEntries(
      [...new Set(names)].map(name => [
        name,
        this.secret(`action-${name}`, `"${name}" of its actions: set it after the first deployment`),
      ]),
    );
  }

  /** A secret that the operator sets after the first deployment; what is generated opens nothing. */
  forOperator(name: string, description: string): Secret {
    return this.secret(name, description);
  }

  read(fn: ServiceFunction<any>, ...secrets: Secret[]): void {
    fn.allow(
      ['secretsmanager:GetSecretValue'],
      secrets.map(secret => secret.secretArn),
    );
    useKey(fn, this.foundation, 'secretsmanager', 'read');
  }

  private secret(name: string, description: string): Secret {
    const secret = new Secret(this, name, {
      description: `${this.foundation.config.client}: ${description}`,
      encryptionKey: this.foundation.key,
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: RemovalPolicy.DESTROY,
    });
    acknowledge(
      secret,
      'AwsSolutions-SMG4',
      'Changing it by itself would void open links, or lock out the other side that shares it; docs/runbook.md says how it is changed by hand.',
    );
    return secret;
  }
}
