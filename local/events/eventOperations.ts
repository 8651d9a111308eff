import { AwsError, type Cloud, type Operation } from '../core/contract.ts';
import { busName, type EventRoom } from './eventRoom.ts';

const ENTRY_LIMIT = 10;
/** All entries of one PutEvents together: «the total entry size must be less than 1MB» (SDK, PutEventsCommand). */
const SIZE_LIMIT = 1024 * 1024;

/** The API of EventBridge, as far as the product uses it. */
export function eventOperations(of: (cloud: Cloud) => EventRoom): Record<string, Operation> {
  return { PutEvents: putEvents(of), ForwardEvent: forwardEvent(of), ...readOperations(of) };
}

function putEvents(of: (cloud: Cloud) => EventRoom): Operation {
  return {
    resources: (input, cloud) => [
      ...new Set<string>(
        (input.Entries ?? []).map((entry: any) => of(cloud).arn(`event-bus/${busName(entry.EventBusName)}`)),
      ),
    ],
    run(input, { cloud, principal }) {
      const entries = input.Entries ?? [];
      if (entries.length < 1 || entries.length > ENTRY_LIMIT) {
        throw new AwsError(
          'ValidationException',
          `Entries must have 1 to ${ENTRY_LIMIT} members, not ${entries.length}`,
        );
      }
      const size = entries.reduce((sum: number, entry: any) => sum + entrySize(entry), 0);
      if (size >= SIZE_LIMIT) {
        throw new AwsError(
          'ValidationException',
          `Total size of the entries in the request is over the limit: ${size} bytes`,
        );
      }
      const room = of(cloud);
      const results = entries.map((entry: any) => {
        const fault = entryFault(room, entry, principal.id.startsWith('service:'));
        if (fault) return fault;
        const event = room.event(
          {
            source: entry.Source,
            'detail-type': entry.DetailType,
            detail: JSON.parse(entry.Detail),
            resources: entry.Resources ?? [],
          },
          entry.Time === undefined ? undefined : entry.Time * 1000,
        );
        room.put(busName(entry.EventBusName), [event]);
        return { EventId: event.id };
      });
      return { FailedEntryCount: results.filter((result: any) => result.ErrorCode).length, Entries: results };
    },
  };
}

/** From one bus to another; the event stays the same, id and all. */
function forwardEvent(of: (cloud: Cloud) => EventRoom): Operation {
  return {
    action: 'events:PutEvents',
    resources: input => [input.EventBusName],
    run(input, { cloud }) {
      const room = of(cloud);
      const bus = busName(input.EventBusName);
      if (!room.buses.has(bus))
        throw new AwsError('ResourceNotFoundException', `Event bus ${bus} does not exist.`);
      room.put(bus, [input.Event]);
      return {};
    },
  };
}

function readOperations(of: (cloud: Cloud) => EventRoom): Record<string, Operation> {
  return {
    ListRules: {
      resources: (_input, cloud) => [of(cloud).arn('rule/*')],
      run(input, { cloud }) {
        const bus = busName(input.EventBusName);
        const rules = [...of(cloud).rules.values()].filter(rule => rule.bus === bus);
        return {
          Rules: rules.map(({ arn, name }) => ({
            Arn: arn,
            Name: name,
            EventBusName: bus,
            State: 'ENABLED',
          })),
        };
      },
    },
  };
}

/** As EventBridge counts: 14 bytes for a time, the UTF-8 of the rest. */
function entrySize(entry: any): number {
  const texts = [entry.Source, entry.DetailType, entry.Detail, ...(entry.Resources ?? [])];
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text ?? ''), entry.Time === undefined ? 0 : 14);
}

function entryFault(room: EventRoom, entry: any, fromService: boolean) {
  const invalid = (ErrorMessage: string, ErrorCode = 'InvalidArgument') => ({ ErrorCode, ErrorMessage });
  for (const member of ['Source', 'DetailType', 'Detail']) {
    if (!entry[member])
      return invalid(`Parameter ${member} is not valid. Reason: ${member} is a required argument.`);
  }
  if (entry.Source.startsWith('aws.') && !fromService)
    return invalid('Not authorized for the source.', 'NotAuthorizedForSource');
  if (!isJsonObject(entry.Detail)) return invalid('Detail is malformed.', 'MalformedDetail');
  const bus = busName(entry.EventBusName);
  if (!room.buses.has(bus)) return invalid(`Event bus ${bus} does not exist.`, 'ResourceNotFoundException');
  return undefined;
}

function isJsonObject(text: string): boolean {
  try {
    const value = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
