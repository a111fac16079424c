"""How truly references are found and made canonical: precision and recall, form by form.

    python benchmarks/references.py [../shared/telegrams] [--count 4000] [--json]

On telegrams made for it, in which every form stands in varied surroundings, and on the gold
values of real ones.
"""

import argparse
import sys
from collections import Counter
from random import Random

from generator.references import block
from reftel.telegram.model import Reference
from reftel.telegram.read import read_telegram


def spelt(each: Reference) -> tuple[str, str, str]:
    return each.letter, each.kind, each.target


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=4000)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--form", default="")
    options = parser.parse_args()
    of: Counter[str] = Counter()
    right: Counter[str] = Counter()
    extra = found = silent = 0
    by_around: Counter[str] = Counter()
    ok_around: Counter[str] = Counter()
    shown = 0
    for seed in range(options.count):
        made = block(Random(f"references {seed}"))
        record = read_telegram(made.text)
        got = Counter(spelt(each) for each in record.references)
        left = got.copy()
        misses = []
        for entry in made.entries:
            for meant in entry.found:
                of[entry.form] += 1
                key = (entry.letter, meant.kind, meant.target)
                for a in made.surroundings: by_around[a] += 1
                if left[key] > 0:
                    left[key] -= 1
                    right[entry.form] += 1
                    for a in made.surroundings: ok_around[a] += 1
                else:
                    misses.append((entry.form, key))
        wrong = [k for k, n in left.items() for _ in range(n)]
        found += sum(got.values()); extra += len(wrong)
        told = [d for d in record.diagnostics if d.code in ("T015", "T019", "T801", "T802", "T804", "T805", "T011")]
        for each in record.references:
            if spelt(each) in wrong and each.kind == "telegram" and not any(d.span.start < each.span.end and each.span.start < d.span.end for d in told):
                silent += 1
                if options.show < 0: print("SILENT", each.text, spelt(each), misses)
        if misses or wrong:
            if shown < options.show and (not options.form or any(options.form in f for f, _ in misses)):
                shown += 1
                print("-----", seed, made.surroundings); print("\n".join(made.text.split("\n")[9:16]))
                print("  missed", misses); print("  wrong", wrong)
    total = sum(of.values()); ok = sum(right.values())
    for form in sorted(of, key=lambda f: right[f] / of[f]):
        print(f"{right[form]:6} {of[form]:6} {right[form]/of[form]:.4f}  {form}")
    print()
    for a in sorted(by_around, key=lambda f: ok_around[f] / by_around[f]):
        print(f"{ok_around[a]:6} {by_around[a]:6} {ok_around[a]/by_around[a]:.4f}  {a}")
    print(f"recall {ok/total:.4f} precision {ok/found:.4f} silent wrong numbers {silent}")
    return 0

if __name__ == "__main__":
    sys.exit(main())
