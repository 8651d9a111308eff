import {
  Alarm,
  AlarmStatusWidget,
  AlarmWidget,
  Dashboard,
  GraphWidget,
  type IWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Duration, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Escalation } from './escalation.ts';
import type { Turn } from './turn.ts';

export interface OperationsDashboardProps {
  turn: Turn;
  escalation: Escalation;
}

const WIDTH = 24;
const PER_ROW = 3;
const MINUTES = Duration.minutes(5);

/**
 * The client's dashboard, named like the stack: which alarms ring, what customers notice of the AI and of the way to people,
 * then what each alarm watches. Made last, so that no alarm of the stack is missing.
 */
export class OperationsDashboard extends Construct {
  constructor(scope: Construct, id: string, { turn, escalation }: OperationsDashboardProps) {
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
    const watched = alarms.map(
      alarm => new AlarmWidget({ title: alarm.node.path.split('/').slice(1).join(' '), alarm, width }),
    );
    const dashboard = new Dashboard(this, 'dashboard', { dashboardName: stack.stackName });
    dashboard.addWidgets(new AlarmStatusWidget({ title: 'Alarms', alarms, width: WIDTH }));
    dashboard.addWidgets(...overview);
    for (let n = 0; n < watched.length; n += PER_ROW) dashboard.addWidgets(...watched.slice(n, n + PER_ROW));
  }
}
