import { Fragment } from 'react';
import { Alert, Link, SpaceBetween } from '@cloudscape-design/components';
import type { CaseFile } from '../../../layers/core/api/cases.ts';
import { WrapUp } from '../outcomes/wrapUp.tsx';
import { CorrectTriage } from '../triage/correctTriage.tsx';
import { queueName, topicTitle, useWorkspace } from '../shell/workspace.ts';
import { caseHref } from '../shell/useRoute.ts';
import { dateTime } from './times.ts';
import { WordsWithFiles } from './wordsWithFiles.tsx';
import { STATES } from './caseHeader.tsx';
import type { Working } from './useWork.ts';

/** Why it came here, the story in three lines, who the customer is, what the AI took it for. */
export function AboutCase({ file, working }: { file: CaseFile; working: Working }) {
  const { me } = useWorkspace();
  const { case: current, story, earlier } = file;
  const { customer, reason, ask, answer, note } = current;
  const time = (at: string) => dateTime(at, me.client);

  return (
    <SpaceBetween size="m">
      {reason && (
        <Alert type="info" header="Why it came to people">
          {reason.text}
        </Alert>
      )}
      {current.wantsCall && (
        <Alert type="warning">Wants to be called back on {customer.phone ?? 'an unknown number'}.</Alert>
      )}
      {answer && (
        <Alert
          type={answer.kind === 'decline' ? 'warning' : 'success'}
          header={`${me.clientTeam}: ${answer.kind}`}
        >
          {answer.text}
        </Alert>
      )}
      {note && !answer && (
        <Alert type="info" header="Note">
          <span className="words">
            <WordsWithFiles text={note} />
          </span>
        </Alert>
      )}
      <section>
        <h2>Summary</h2>
        <dl className="story">
          <dt>Who</dt>
          <dd>{story.who}</dd>
          <dt>What</dt>
          <dd>{story.what}</dd>
          <dt>Why</dt>
          <dd>{story.why}</dd>
          {story.tried.length > 0 && (
            <>
              <dt>Tried</dt>
              <dd>
                <ul>
                  {story.tried.map(step => (
                    <li key={step}>{step}</li>
                  ))}
                </ul>
              </dd>
            </>
          )}
          {ask && (
            <>
              <dt>Asked of {me.clientTeam}</dt>
              <dd>{ask}</dd>
            </>
          )}
        </dl>
      </section>
      <CorrectTriage current={current} working={working} />
      <section>
        <h2>Customer</h2>
        <dl className="story">
          {[
            ['Name', customer.name],
            ['E-mail', customer.email],
            ['Phone', customer.phone],
            ['Tier', customer.tier],
            ['Queue', queueName(me, current.queue)],
            ...Object.entries(customer.attributes),
          ].map(([label, value]) => (
            <Fragment key={label}>
              <dt>{label}</dt>
              <dd>{value ?? '–'}</dd>
            </Fragment>
          ))}
        </dl>
      </section>
      <section>
        <h2>Earlier cases</h2>
        {earlier.length === 0 && (
          <p className="quiet">
            {customer.identity === 'verified'
              ? 'None.'
              : 'Known only once the customer has proved who they are.'}
          </p>
        )}
        <ul className="plain">
          {earlier.map(({ caseId, topic, topicTitle: title, state, openedAt, mayOpen }) => {
            const name = title ?? topicTitle(me, topic);
            return (
              <li key={caseId}>
                {mayOpen ? <Link href={caseHref(caseId)}>{name}</Link> : name}, {time(openedAt)},{' '}
                {STATES[state].toLowerCase()}
              </li>
            );
          })}
        </ul>
      </section>
      <WrapUp current={current} working={working} />
    </SpaceBetween>
  );
}
