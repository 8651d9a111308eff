import {
  Alarm,
  AlarmStatusWidget,
  AlarmWidget,
  Dashboard,
  GraphWidget,
  Metric,
  type IWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Duration, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Figure } from '../../layers/core/platform/figures.ts';
import { PEOPLE } from '../../layers/core/platform/people.ts';
import type { Escalation } from './escalation.ts';
import type { Foundation } from './foundation.ts';
import { metricsNamespace } from './serviceFunction.ts';
import type { Turn } from './turn.ts';

export interface OperationsDashboardProps {
  foundation: Foundation;
  turn: Turn;
  escalation: Escalation;
}

const WIDTH = 24;
const PER_ROW = 3;
const MINUTES = Duration.minutes(5);

/** What customers say of each channel, how the AI does there and how long people take; the figures are put by `layers/core/platform/figures.ts`. */
const FIGURES: { title: string; figure: Figure; services: (channel: string) => string }[][] = [
  [
    { title: 'CSAT, %', figure: 'Satisfied', services: surveyOf },
    { title: 'NPS', figure: 'Recommended', services: surveyOf },
  ],
  [
    { title: 'Turns answered by the AI, %', figure: 'AnsweredByAi', services: () => 'record-turn' },
    { title: 'Seconds until the AI’s words', figure: 'ReplySeconds', services: () => 'record-turn' },
    { title: 'Seconds until a person’s first words', figure: 'PersonSeconds', services: () => PEOPLE },
  ],
];
/** Callers rate by keys. */
function surveyOf(channel: string): string {
  return channel === 'voice' ? 'route-contact' : 'take-survey';
}
const channelsOf = ({ voice, mail }: Foundation['config']): string[] => [
  'chat',
  ...(voice ? ['voice'] : []),
  ...(mail.receive ? ['email'] : []),
];
const figureOf = (foundation: Foundation, service: string, metricName: Figure, channel: string): Metric =>
  new Metric({
    namespace: metricsNamespace(foundation),
    metricName,
    dimensionsMap: { service, channel },
    statistic: 'Average',
    period: Duration.hours(1),
    label: channel,
  });

/**
 * The client's dashboard, named like the stack: which alarms ring, what customers notice of the AI and of the way to people,
 * then what each alarm watches. Made last, so that no alarm of the stack is missing.
 */
export class OperationsDashboard extends Construct {
  constructor(scope: Construct, id: string, { foundation, turn, escalation }: OperationsDashboardProps) {
    super(scope, id);
    const stack = Stack.of(this);
    const alarms = stack.node.findAll().filter(construct => construct instanceof Alarm);
    const width = WIDTH / PER_ROW;
    const { machine } = turn.workflow;
    const people = escalation.workflow.machine;
    const overview: IWidget[] = [
      new GraphWidget({
        title: 'Turns of the AI',
        width,
        left: [
          machine.metricStarted({ period: MINUTES, label: 'begun' }),
          machine.metricFailed({ period: MINUTES, label: 'failed' }),
        ],
      }),
      new GraphWidget({
        title: 'How long a turn takes',
        width,
        left: ['p50', 'p95'].map(statistic =>
          machine.metricTime({ period: MINUTES, statistic, label: statistic }),
        ),
      }),
      new GraphWidget({
        title: 'Cases brought to people',
        width,
        left: [
          people.metricStarted({ period: MINUTES, label: 'begun' }),
          people.metricSucceeded({ period: MINUTES, label: 'done' }),
          people.metricFailed({ period: MINUTES, label: 'failed' }),
        ],
      }),
    ];
    const byChannel = FIGURES.map(row =>
      row.map(({ title, figure, services }) => {
        const left = channelsOf(foundation.config).map(channel =>
          figureOf(foundation, services(channel), figure, channel),
        );
        return new GraphWidget({ title, width: WIDTH / row.length, left });
      }),
    );
    const watched = alarms.map(
      alarm => new AlarmWidget({ title: alarm.node.path.split('/').slice(1).join(' '), alarm, width }),
    );
    const dashboard = new Dashboard(this, 'dashboard', { dashboardName: stack.stackName });
    dashboard.addWidgets(new AlarmStatusWidget({ title: 'Alarms', alarms, width: WIDTH }));
    dashboard.addWidgets(...overview);
    for (const row of byChannel) dashboard.addWidgets(...row);
    for (let n = 0; n < watched.length; n += PER_ROW) dashboard.addWidgets(...watched.slice(n, n + PER_ROW));
  }
}
