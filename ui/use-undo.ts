import { useTranslation } from 'react-i18next';
import type { Failure } from './failure-note.tsx';
import { type ToastAction, useNotify } from './toast.tsx';

/**
 * Makes the button of a toast. A further toast says what came of it, because the part of the page
 * where it was done may be gone by then.
 *
 * @param failureOf the failure of whatever `deed` throws
 */
export function useToastAction(
  failureOf: (error: unknown) => Failure,
): (label: string, deed: () => Promise<string>) => ToastAction {
  const { t } = useTranslation();
  const notify = useNotify();
  const run = async (deed: () => Promise<string>): Promise<void> => {
    try {
      notify(await deed());
    } catch (error) {
      const { code } = failureOf(error);
      notify(t(`error.${code}.title`));
    }
  };
  return (label, deed) => ({ label, run: () => void run(deed) });
}

/** Makes the button that undoes what a toast tells of. `failureOf`: as of `useToastAction`. */
export function useUndo(
  failureOf: (error: unknown) => Failure,
): (deed: () => Promise<unknown>) => ToastAction {
  const { t } = useTranslation();
  const action = useToastAction(failureOf);
  return (deed) =>
    action(t('people.undo'), async () => {
      await deed();
      return t('people.undone');
    });
}
