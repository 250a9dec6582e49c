import { ArrowLeft, ArrowRight } from 'lucide-react';
import { type FormEvent, type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { FailureNote } from '../../../ui/failure-note.tsx';
import { Form } from '../../../ui/form.tsx';
import type { CallFailure } from '../../base/ask.ts';
import { useSetUp } from './use-set-up.ts';

const firstFields =
  'input:checked, input:not([type="radio"]):not([disabled]), .chosen-file button:not([disabled])';
const goOn = 'button[type="submit"]:not([disabled])';

interface StepFrameProps {
  title: string;
  children?: ReactNode;
  /** Called by Enter and the button at the end; null if the step cannot continue. */
  onNext: (() => void) | null;
  nextWords?: string;
  nextIcon?: ReactNode;
  isBusy?: boolean;
  failure?: CallFailure | null;
  /** More width, for tables and pictures. */
  wide?: boolean;
}

/** One step: heading, fields and buttons. Enter continues, so that no mouse is needed. */
export function StepFrame(props: StepFrameProps): ReactNode {
  const { onNext } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // Focus the first field, or, without one, the button to continue: then Enter suffices.
    const main = heading.current?.closest('main');
    if (main?.contains(document.activeElement) === true) return;
    const first = main?.querySelector<HTMLElement>(firstFields) ?? null;
    (first ?? main?.querySelector<HTMLElement>(goOn) ?? heading.current)?.focus();
  }, []);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (props.isBusy !== true) onNext?.();
  };
  return (
    <main
      className="set-up-step grid justify-items-center content-start"
      data-wide={props.wide || undefined}
    >
      <Form className="set-up-form grid gap-5 w-[min(38rem,100%)]" onSubmit={send}>
        <h1 className="text-3xl" ref={heading} tabIndex={-1}>
          {props.title}
        </h1>
        {props.children}
        <FailureNote failure={props.failure ?? null} />
        <StepButtons {...props} />
      </Form>
    </main>
  );
}

/** The buttons to go back and to continue, also for steps with a screen of another kind. */
export function StepButtons({
  onNext,
  nextWords,
  nextIcon,
  isBusy = false,
}: Pick<StepFrameProps, 'onNext' | 'nextWords' | 'nextIcon' | 'isBusy'>): ReactNode {
  const { t } = useTranslation();
  const { back } = useSetUp();
  return (
    <div className="set-up-buttons flex items-center flex-wrap gap-3 justify-end mt-3">
      {back !== null && (
        <Button icon={<ArrowLeft className="flips" />} isDisabled={isBusy} onPress={back}>
          {t('setUp.back')}
        </Button>
      )}
      <Button
        type="submit"
        variant="primary"
        size="large"
        isDisabled={isBusy || onNext === null}
        icon={nextIcon ?? <ArrowRight size={18} className="flips" />}
      >
        {nextWords ?? t('setUp.next')}
      </Button>
    </div>
  );
}
