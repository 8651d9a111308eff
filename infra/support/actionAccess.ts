import { Stack } from 'aws-cdk-lib/core';
import type { Mail } from './mail.ts';
import type { Foundation } from './foundation.ts';
import type { Secrets } from './secrets.ts';
import type { ServiceFunction } from './serviceFunction.ts';

export interface ActionAccess {
  foundation: Foundation;
  mail: Mail;
  secrets: Secrets;
}

/** What a function that runs actions is told: where the service is, which secrets open it, who mails codes. */
export const actionVariables = ({ foundation, mail, secrets }: ActionAccess) => ({
  ...mail.variables,
  SERVICE_URL: foundation.serviceUrl,
  SERVICE_SECRET_ARN: secrets.service.secretArn,
  LINK_SECRET_ARN: secrets.link.secretArn,
  ACTION_SECRET_ARNS: Stack.of(foundation).toJsonString(
    Object.fromEntries(Object.entries(secrets.actions).map(([name, secret]) => [name, secret.secretArn])),
  ),
});

/** Calls the client's service by its keys and sends codes to the address or number on file; receipts need the table beside. */
export function runActions(fn: ServiceFunction<any>, { foundation, mail, secrets }: ActionAccess): void {
  secrets.read(fn, secrets.service, secrets.link, ...Object.values(secrets.actions));
  mail.send(fn);
  if (foundation.config.codesBySms) sendTexts(fn);
}

/** Telephone numbers have no ARN: a message to one is allowed on everything, and on all that has an ARN forbidden again. */
function sendTexts(fn: ServiceFunction<any>): void {
  fn.allow(['sns:Publish'], ['*']);
  // `Resource::*` of every role is acknowledged where the role is made.
  fn.deny(['sns:Publish'], [`arn:${Stack.of(fn).partition}:sns:*:*:*`]);
}
