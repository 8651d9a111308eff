import type { Cloud, Service } from '../core/contract.ts';
import { topicOperations } from './publish.ts';
import { TopicRoom } from './topicRoom.ts';

export type { SentNotification } from './topicRoom.ts';

/** SNS: standard topics. */
export function createSns(): Service {
  let room: TopicRoom | undefined;
  const of = (cloud: Cloud) => (room ??= new TopicRoom(cloud));
  return {
    name: 'sns',
    protocol: 'query',
    operations: topicOperations(of),
    resourceTypes: {
      'AWS::SNS::Topic': { deploy: (resource, cloud) => of(cloud).deployTopic(resource) },
      'AWS::SNS::Subscription': {
        deploy: ({ stack, logicalId, properties }, cloud) => {
          const arn = of(cloud).subscribe(properties, properties.TopicArn, `${stack}/${logicalId}`);
          return { ref: arn, attributes: { Arn: arn } };
        },
      },
      // Service principals are not refused by the local cloud, so the policy has nothing to decide.
      'AWS::SNS::TopicPolicy': {
        deploy: ({ physicalName }) => ({ ref: physicalName, attributes: { Id: physicalName } }),
      },
    },
    resume: cloud => of(cloud).deliveries.resume(),
    stop: () => room?.deliveries.stop(),
  };
}
