import { useText } from '../../../src/ui/language/bilingual.ts';
import { useLesson } from '../../../src/ui/lesson/context.tsx';
import { Joined } from '../../../src/ui/prose/Joined.tsx';
import styles from './prose.module.css';

/** Another section of the lesson, cited by its title: pressing it goes there. */
export function Section({ id }: { readonly id: string }) {
  const text = useText();
  const beat = useLesson().meta?.beats.find((each) => each.id === id);
  if (beat === undefined) return null;
  return (
    <Joined>
      <button
        type="button"
        className={styles.look}
        onClick={() => document.getElementById(`beat-${id}`)?.scrollIntoView({ block: 'start' })}
      >
        “{text(beat.title)}”
      </button>
    </Joined>
  );
}
