import { type MouseEvent, type ReactNode, useId } from 'react';
import { Button } from '../button.tsx';
import { useHotkeys } from '../hotkeys.tsx';
import './field.css';

interface ChoiceButtonsProps<K extends string> {
  label: string;
  /** At most nine, because each has a digit as its key. */
  choices: readonly { id: K; label: string }[];
  isDisabled: boolean;
  onChoose: (choice: K) => void;
}

/**
 * A question whose answer takes effect at once: one button each, with a digit as its key. Use it
 * for actions that can be undone or repeated, and `RadioCards` for a choice that may change before
 * it is sent.
 */
export function ChoiceButtons<K extends string>({
  label,
  choices,
  isDisabled,
  onChoose,
}: ChoiceButtonsProps<K>): ReactNode {
  const labelId = useId();
  useHotkeys(
    choices.map(({ id }, index) => ({ key: String(index + 1), run: () => onChoose(id) })),
    !isDisabled,
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would announce a form
    <div
      className="choice-buttons grid gap-2"
      role="group"
      aria-labelledby={labelId}
      onClickCapture={dropSecondOfDoubleClick}
    >
      <p className="field-label" id={labelId}>
        {label}
      </p>
      <div className="choice-buttons-list grid gap-2">
        {choices.map((choice, index) => (
          <Button
            key={choice.id}
            isDisabled={isDisabled}
            keys={[String(index + 1)]}
            onPress={() => onChoose(choice.id)}
            wide
          >
            {choice.label}
          </Button>
        ))}
      </div>
    </div>
  );
}

/** The first click may have opened the question under the pointer, before anyone could read it. */
function dropSecondOfDoubleClick(event: MouseEvent): void {
  if (event.detail > 1) event.stopPropagation();
}
