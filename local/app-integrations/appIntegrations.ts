import type { Service } from '../core/contract.ts';
import { derivedUuid } from '../connect/ids.ts';

/** Apps inside Connect's agent workspace, which isn't simulated: they are registered, and their addresses checked. */
export function createAppIntegrations(): Service {
  return {
    name: 'app-integrations',
    protocol: 'rest-json',
    operations: {},
    resourceTypes: {
      'AWS::AppIntegrations::Application': {
        deploy({ stack, logicalId, properties }, cloud) {
          const { AccessUrl } = properties.ApplicationSourceConfig?.ExternalUrlConfig ?? {};
          if (!URL.canParse(AccessUrl ?? ''))
            throw new Error(`AccessUrl ${JSON.stringify(AccessUrl)} is not an absolute URL`);
          const id = derivedUuid(stack, logicalId);
          const arn = `arn:aws:app-integrations:${cloud.region}:${cloud.account}:application/${id}`;
          return { ref: arn, attributes: { ApplicationArn: arn, Id: id } };
        },
      },
    },
  };
}
