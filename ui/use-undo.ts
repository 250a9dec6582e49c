import { useTranslation } from 'react-i18next';
import type { Failure } from './failure-note.tsx';
import { type ToastAction, useNotify } from './toast.tsx';

/**
 * Makes the button that undoes what a toast tells of. A toast also says what came of it, because
 * the part of the page where it was done may be gone by then.
 *
 * @param failureOf the failure of whatever `deed` throws
 */
export function useUndo(
  failureOf: (error: unknown) => Failure,
): (deed: () => Promise<unknown>) => ToastAction {
  const { t } = useTranslation();
  const notify = useNotify();
  const run = async (deed: () => Promise<unknown>): Promise<void> => {
    try {
      await deed();
      notify(t('people.undone'));
    } catch (error) {
      const { code } = failureOf(error);
      notify(t(`error.${code}.title`));
    }
  };
  return (deed) => ({ label: t('people.undo'), run: () => void run(deed) });
}
