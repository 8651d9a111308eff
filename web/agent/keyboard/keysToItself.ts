import { useEffect } from 'react';

let dialogs = 0;

/** A dialog is open: keys are for it alone. */
export const isDialogOpen = (): boolean => dialogs > 0;

/** For dialogs: while the component is shown, shortcuts do nothing. */
export function useKeysToItself(): void {
  useEffect(() => {
    dialogs += 1;
    return () => {
      dialogs -= 1;
    };
  }, []);
}
