import { type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrinterSettings } from '../../domain/printing/print-job.ts';
import { showErrors } from '../../ui/form.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { useKeptDraft } from '../../ui/use-kept-draft.ts';
import { ask, type CallFailure } from '../base/ask.ts';
import { useAction } from '../base/page-client.ts';
import {
  type DraftErrors,
  draftErrors,
  errorsOfStep,
  firstWrongStep,
  type Step,
  steps,
} from './draft-errors.ts';
import {
  draftOf,
  emptyDraft,
  newPrinterId,
  type PrinterDraft,
  settingsOf,
} from './printer-draft.ts';
import type { StepProps } from './step-props.ts';

interface Kept {
  draft: PrinterDraft;
  step: Step;
  /** Index of the furthest step reached. */
  furthest: number;
  /** Id of the printer once it is stored; null before. */
  savedId: string | null;
}

export interface PrinterSetup {
  step: Step;
  furthest: number;
  savedId: string | null;
  errors: DraftErrors;
  props: StepProps;
  /** True if the step has errors and they are shown. */
  isMarked: (step: Step) => boolean;
  go: (step: Step, draft?: PrinterDraft) => void;
  /** Takes a printer that was found; skips the model step if the model is known. */
  take: (draft: PrinterDraft) => void;
  /** Goes to the next step, or marks the errors of this one. */
  next: () => void;
  /** Stores the printer and opens the test print, or the first step with an error. */
  save: () => Promise<void>;
  /** For a printer that prints but does not confirm: from now on only its status is used. */
  saveStatusOnly: () => Promise<void>;
  busy: boolean;
  failure: CallFailure | null;
  forget: () => void;
}

/** The key includes the stored settings, so a draft is dropped once they change. */
function keptAs(settings: PrinterSettings | null): string {
  return `printer ${settings === null ? '' : JSON.stringify(settings)}`;
}

export function usePrinterSetup(
  settings: PrinterSettings | null,
  printers: readonly PrinterSettings[],
  body: RefObject<HTMLElement | null>,
): PrinterSetup {
  const { t } = useTranslation();
  const notify = useNotify();
  const [kept, setKept, forget] = useKeptDraft<Kept>(keptAs(settings), {
    draft: settings === null ? emptyDraft : draftOf(settings),
    step: settings === null ? 'find' : 'badges',
    furthest: 0,
    savedId: settings?.id ?? null,
  });
  const [marked, setMarked] = useState<readonly Step[]>([]);
  const { draft, step, savedId } = kept;
  const others = printers.filter(({ id }) => id !== savedId);
  const errors = draftErrors(draft, others);
  const {
    run,
    busy,
    failure,
    forget: forgetFailure,
  } = useAction(async (next: PrinterDraft) => {
    const taken = printers.map(({ id }) => id);
    const id = savedId ?? newPrinterId(next.name, taken);
    await ask('savePrinter', settingsOf(next, id));
    notify(t('printers.saved'));
    setKept({ draft: next, step: 'test', furthest: steps.length - 1, savedId: id });
    // The printer is stored now: "Add printer" must not return to it.
    forget();
  });

  const go = (to: Step, next: PrinterDraft = draft): void => {
    forgetFailure();
    setKept({
      ...kept,
      draft: next,
      step: to,
      furthest: Math.max(kept.furthest, steps.indexOf(to)),
    });
  };
  const mark = (wrong: Step): void => {
    const show = (): void => setMarked([...new Set([...marked, wrong])]);
    if (body.current === null) show();
    else showErrors(body.current, show);
  };
  const save = async (): Promise<void> => {
    const wrong = firstWrongStep(errors);
    if (wrong === null) {
      await run(draft);
      return;
    }
    if (wrong !== step) go(wrong);
    mark(wrong);
  };
  return {
    step,
    furthest: kept.furthest,
    savedId,
    errors,
    props: {
      draft,
      setDraft: (next) => setKept({ ...kept, draft: next }),
      change: (part) => setKept({ ...kept, draft: { ...draft, ...part } }),
      wrong: (field) => {
        const error = errorsOfStep(errors, step)[field];
        return marked.includes(step) && error !== undefined ? t(`printers.wrong.${error}`) : null;
      },
    },
    isMarked: (one) => marked.includes(one) && Object.keys(errorsOfStep(errors, one)).length > 0,
    go,
    take: (next) => {
      const isKnown = Object.keys(errorsOfStep(draftErrors(next, others), 'model')).length === 0;
      go(isKnown ? 'badges' : 'model', next);
    },
    next: () => {
      const following = steps[steps.indexOf(step) + 1];
      if (Object.keys(errorsOfStep(errors, step)).length > 0) mark(step);
      else if (following !== undefined) go(following);
    },
    save,
    saveStatusOnly: async () => {
      await run({ ...draft, ability: 'status' });
    },
    busy,
    failure,
    forget,
  };
}
