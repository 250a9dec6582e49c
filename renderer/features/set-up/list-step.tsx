import { type ReactNode, useEffect, useRef } from 'react';
import { Form } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useStation } from '../../client/station.tsx';
import { RosterImportScreen } from '../roster-import/roster-import-screen.tsx';
import { StepButtons } from './step-frame.tsx';
import { useSetUp } from './use-set-up.ts';

/** The list of delegates, by the roster import that desks use later as well. */
export function ListStep(): ReactNode {
  const { t } = useTranslation();
  const { rosterSize } = useStation();
  const { next } = useSetUp();
  return (
    <div className="set-up-screen">
      <RosterImportScreen />
      <SetUpFooter onNext={next} isEmpty={rosterSize === 0}>
        {rosterSize === 0 && t('setUp.list.none')}
      </SetUpFooter>
    </div>
  );
}

/** Back and on below a screen that is not a form of its own. */
export function SetUpFooter({
  onNext,
  isEmpty,
  children,
}: {
  onNext: () => void;
  /** Going on then means to do it later. */
  isEmpty: boolean;
  children?: ReactNode;
}): ReactNode {
  const { t } = useTranslation();
  const foot = useRef<HTMLElement>(null);
  useEffect(() => {
    // The button of the step before is gone: the keyboard goes on at the beginning of this one.
    const main = foot.current?.parentElement?.querySelector('main') ?? null;
    if (main === null || document.activeElement !== document.body) return;
    main.tabIndex = -1;
    main.focus();
  }, []);
  return (
    <footer ref={foot}>
      <Form
        className="set-up-footer"
        onSubmit={(event) => {
          event.preventDefault();
          onNext();
        }}
      >
        <p className="field-hint">{children}</p>
        <StepButtons onNext={onNext} nextWords={t(isEmpty ? 'setUp.skip' : 'setUp.next')} />
      </Form>
    </footer>
  );
}
