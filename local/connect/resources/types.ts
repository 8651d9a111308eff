import type { Cloud, Resource, ResourceType } from '../../core/contract.ts';
import { AwsError } from '../../core/contract.ts';
import type { Center } from '../center.ts';
import { readFlow } from '../flows/validate.ts';
import { derivedUuid } from '../ids.ts';
import type { HoursOverride } from './definitions.ts';

const seconds = (text: unknown, otherwise: number) => (text === undefined ? otherwise : Number(text));

/** What may ring while an agent has a contact of the channel: nothing of another channel, or anything. */
const BEHAVIOURS = ['ROUTE_CURRENT_CHANNEL_ONLY', 'ROUTE_ANY_CHANNEL'];

/** Resource types of `AWS::Connect`. Ids come from stack and logical id, so that they are the same at every boot. */
export function connectResourceTypes(center: Center): Record<string, ResourceType> {
  /** A resource inside an instance, with an ARN of the usual form; `Ref` is the ARN. */
  const inInstance = (
    path: string,
    attribute: string,
    define: (given: { arn: string; instanceArn: string; properties: any; resource: Resource }) => void,
  ): ResourceType => ({
    deploy(resource, cloud) {
      center.attach(cloud);
      const { properties } = resource;
      const instanceArn = knownInstance(center, resource, properties.InstanceArn ?? instanceOf(properties));
      const arn = `${instanceArn}/${path}/${derivedUuid(resource.stack, resource.logicalId)}`;
      define({ arn, instanceArn, properties, resource });
      return { ref: arn, attributes: { [attribute]: arn } };
    },
  });
  /** Accepted and addressable; nothing here depends on what it says. */
  const accepted = (path: string, attribute: string) => inInstance(path, attribute, () => {});

  return {
    'AWS::Connect::Instance': { deploy: (resource, cloud) => deployInstance(center, resource, cloud) },

    'AWS::Connect::HoursOfOperation': inInstance(
      'operating-hours',
      'HoursOfOperationArn',
      ({ arn, instanceArn, properties }) => {
        center.hours.set(arn, {
          arn,
          instanceArn,
          name: properties.Name,
          timeZone: properties.TimeZone,
          config: properties.Config,
          overrides: (properties.HoursOfOperationOverrides ?? []).map((override: any): HoursOverride => ({
            from: override.EffectiveFrom,
            till: override.EffectiveTill,
            config: override.OverrideConfig ?? [],
          })),
        });
      },
    ),

    'AWS::Connect::Queue': inInstance('queue', 'QueueArn', ({ arn, instanceArn, properties, resource }) => {
      if (!center.hours.has(properties.HoursOfOperationArn)) {
        throw unknownArn(resource, 'HoursOfOperationArn', properties.HoursOfOperationArn);
      }
      center.queues.set(arn, {
        arn,
        instanceArn,
        name: properties.Name,
        hoursArn: properties.HoursOfOperationArn,
        maxContacts: properties.MaxContacts === undefined ? undefined : Number(properties.MaxContacts),
        enabled: properties.Status !== 'DISABLED',
      });
    }),

    'AWS::Connect::RoutingProfile': inInstance(
      'routing-profile',
      'RoutingProfileArn',
      ({ arn, instanceArn, properties, resource }) => {
        const queues = (properties.QueueConfigs ?? []).map(({ QueueReference, Priority, Delay }: any) => ({
          channel: QueueReference.Channel,
          queueArn: QueueReference.QueueArn,
          priority: seconds(Priority, 1),
          delay: seconds(Delay, 0),
        }));
        const unknown = queues.find((entry: { queueArn: string }) => !center.queues.has(entry.queueArn));
        if (unknown) throw unknownArn(resource, 'QueueArn', unknown.queueArn);
        const concurrencies: any[] = properties.MediaConcurrencies ?? [];
        for (const { CrossChannelBehavior } of concurrencies)
          if (CrossChannelBehavior && !BEHAVIOURS.includes(CrossChannelBehavior.BehaviorType))
            throw new Error(
              `${resource.stack}/${resource.logicalId}: BehaviorType must be one of ${BEHAVIOURS.join(', ')}`,
            );
        center.profiles.set(arn, {
          arn,
          instanceArn,
          name: properties.Name,
          concurrency: Object.fromEntries(
            concurrencies.map(({ Channel, Concurrency }) => [Channel, Number(Concurrency)]),
          ),
          alone: concurrencies
            .filter(({ CrossChannelBehavior }) => CrossChannelBehavior?.BehaviorType === BEHAVIOURS[0])
            .map(({ Channel }) => Channel),
          queues,
        });
      },
    ),

    'AWS::Connect::ContactFlow': inInstance(
      'contact-flow',
      'ContactFlowArn',
      ({ arn, instanceArn, properties, resource }) => {
        const name = properties.Name;
        // A flow may name itself or be named by one deployed before: its own ARN must be known while it is checked.
        const content = readFlow(center, {
          where: `${resource.stack}/${resource.logicalId}`,
          instanceArn,
          type: properties.Type,
          content: properties.Content,
          ownArn: arn,
        });
        center.flows.set(arn, { arn, instanceArn, name, type: properties.Type, content });
      },
    ),

    'AWS::Connect::IntegrationAssociation': {
      deploy(resource, cloud) {
        center.attach(cloud);
        const { InstanceId, IntegrationType, IntegrationArn } = resource.properties;
        const instanceArn = knownInstance(center, resource, InstanceId);
        const id = derivedUuid(resource.stack, resource.logicalId);
        center.integrations.set(id, { id, instanceArn, type: IntegrationType, arn: IntegrationArn });
        return {
          ref: `${instanceArn}|${IntegrationType}|${IntegrationArn}`,
          attributes: { IntegrationAssociationId: id },
        };
      },
    },

    'AWS::Connect::User': inInstance('agent', 'UserArn', ({ arn, properties, resource }) => {
      const { Username, RoutingProfileArn, IdentityInfo, PhoneConfig, UserProficiencies = [] } = properties;
      if (!center.profiles.has(RoutingProfileArn))
        throw unknownArn(resource, 'RoutingProfileArn', RoutingProfileArn);
      const before = center.agents.get(Username);
      center.commit(() =>
        center.agents.put(Username, {
          state: 'Offline',
          stateSince: center.now,
          idleSince: center.now,
          contacts: {},
          ...before,
          username: Username,
          arn,
          displayName: IdentityInfo?.FirstName ?? Username,
          routingProfileArn: RoutingProfileArn,
          workLimit: seconds(PhoneConfig?.AfterContactWorkTimeLimit, 0),
          proficiencies: UserProficiencies.map((has: any) => ({
            name: has.AttributeName,
            value: has.AttributeValue,
            level: Number(has.Level),
          })),
        }),
      );
    }),

    'AWS::Connect::QuickConnect': inInstance(
      'transfer-destination',
      'QuickConnectArn',
      ({ arn, instanceArn, properties }) => {
        const { QuickConnectType, QueueConfig, UserConfig } = properties.QuickConnectConfig;
        center.quickConnects.set(arn, {
          arn,
          instanceArn,
          name: properties.Name,
          type: QuickConnectType,
          queueArn: QueueConfig?.QueueArn,
          userArn: UserConfig?.UserArn,
          flowArn: QueueConfig?.ContactFlowArn ?? UserConfig?.ContactFlowArn,
        });
      },
    ),

    'AWS::Connect::InstanceStorageConfig': {
      deploy(resource, cloud) {
        center.attach(cloud);
        const { InstanceArn, ResourceType: kind, S3Config } = resource.properties;
        const id = derivedUuid(resource.stack, resource.logicalId);
        center.storage.add(`${InstanceArn}/${kind}`);
        if (kind === 'ATTACHMENTS')
          center.attachmentStorage.set(InstanceArn, {
            bucket: S3Config.BucketName,
            prefix: S3Config.BucketPrefix,
          });
        return {
          ref: `${knownInstance(center, resource, InstanceArn)}|${id}|${kind}`,
          attributes: { AssociationId: id },
        };
      },
    },
    'AWS::Connect::ApprovedOrigin': {
      deploy: ({ properties }) => ({ ref: `${properties.InstanceId}|${properties.Origin}`, attributes: {} }),
    },
    'AWS::Connect::PredefinedAttribute': {
      deploy({ properties: { InstanceArn, Name, Values } }) {
        center.predefinedAttributes.set(Name, Values?.StringList ?? []);
        return { ref: `${InstanceArn}|${Name}`, attributes: {} };
      },
    },
    'AWS::Connect::SecurityProfile': accepted('security-profile', 'SecurityProfileArn'),
    'AWS::Connect::EmailAddress': inInstance(
      'email-address',
      'EmailAddressArn',
      ({ arn, instanceArn, properties, resource }) => {
        if (!center.storage.has(`${instanceArn}/EMAIL_MESSAGES`))
          throw new AwsError(
            'InvalidRequestException',
            `${resource.stack}/${resource.logicalId}: the instance has no storage for EMAIL_MESSAGES (yet)`,
          );
        center.emailAddresses.set(arn, { arn, instanceArn, address: properties.EmailAddress.toLowerCase() });
      },
    ),
    'AWS::Connect::TestCase': accepted('test-case', 'TestCaseArn'),
    'AWS::Connect::PhoneNumber': {
      deploy(resource, cloud) {
        center.attach(cloud);
        const id = derivedUuid(resource.stack, resource.logicalId);
        const arn = `arn:aws:connect:${cloud.region}:${cloud.account}:phone-number/${id}`;
        // Numbers from the range set aside for fiction: nobody is called by mistake.
        const last = (parseInt(id.slice(0, 6), 16) % 100).toString().padStart(2, '0');
        const address = `+120255501${last}`;
        const instanceArn = knownInstance(center, resource, resource.properties.TargetArn);
        center.phoneNumbers.set(arn, { id, arn, instanceArn, address });
        return { ref: arn, attributes: { PhoneNumberArn: arn, Address: address } };
      },
    },
  };
}

function deployInstance(center: Center, resource: Resource, cloud: Cloud) {
  center.attach(cloud);
  const { properties, stack, logicalId } = resource;
  const id = derivedUuid(stack, logicalId);
  const arn = `arn:aws:connect:${cloud.region}:${cloud.account}:instance/${id}`;
  const created = cloud.store.collection<number>('connect.instances');
  const createdAt = created.get(arn) ?? cloud.clock.now();
  created.put(arn, createdAt);
  const attributes = Object.entries<unknown>(properties.Attributes ?? {});
  center.instances.set(arn, {
    id,
    arn,
    alias: properties.InstanceAlias ?? id,
    identityManagement: properties.IdentityManagementType,
    attributes: Object.fromEntries(
      attributes.map(([name, value]) => [name, value === true || value === 'true']),
    ),
    createdAt,
  });
  return {
    ref: arn,
    attributes: {
      Arn: arn,
      Id: id,
      InstanceStatus: 'ACTIVE',
      CreatedTime: new Date(createdAt).toISOString(),
      ServiceRole: `arn:aws:iam::${cloud.account}:role/aws-service-role/connect.amazonaws.com/AWSServiceRoleForAmazonConnect_${id.slice(0, 8)}`,
    },
  };
}

/** Flows and others may name the instance by ARN under `InstanceId` too. */
const instanceOf = (properties: any) => properties.InstanceId;

function knownInstance(center: Center, resource: Resource, instanceArn: string): string {
  if (center.instances.has(instanceArn)) return instanceArn;
  // An existing instance given by ARN: stands as if it had been made elsewhere.
  const id = /^arn:aws:connect:[\w-]+:\d{12}:instance\/([\w-]+)$/.exec(instanceArn ?? '')?.[1];
  if (!id) throw unknownArn(resource, 'InstanceArn', instanceArn);
  center.storage.add(`${instanceArn}/EMAIL_MESSAGES`);
  center.instances.set(instanceArn, {
    id,
    arn: instanceArn,
    alias: id,
    identityManagement: 'CONNECT_MANAGED',
    attributes: {},
    createdAt: center.now,
  });
  return instanceArn;
}

function unknownArn({ stack, logicalId, type }: Resource, property: string, arn: unknown) {
  return new AwsError(
    'ResourceNotFoundException',
    `${stack}/${logicalId} (${type}): ${property} ${JSON.stringify(arn)} does not exist (yet): is a dependency missing?`,
    404,
  );
}
