import { useState } from 'react';
import { Alert, Button, Container, SpaceBetween } from '@cloudscape-design/components';

export function SignInPage({
  brand,
  problem,
  onSignIn,
}: {
  brand: string;
  problem?: string;
  onSignIn(): Promise<void>;
}) {
  const [leaving, setLeaving] = useState(false);
  return (
    <main className="alone">
      <Container>
        <SpaceBetween size="m">
          <div>
            <h1>Agent workspace</h1>
            <p>Support of {brand}</p>
          </div>
          {problem && <Alert type="warning">{problem}</Alert>}
          <Button
            variant="primary"
            loading={leaving}
            loadingText="Opening the sign-in page"
            onClick={() => {
              setLeaving(true);
              void onSignIn().finally(() => setLeaving(false));
            }}
          >
            Sign in
          </Button>
        </SpaceBetween>
      </Container>
    </main>
  );
}
