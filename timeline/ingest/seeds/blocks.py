"""Reading one YAML file of the seeds into blocks of text, with the line of every field.

Nothing is guessed: a date stays the text it is, `no` is a word, and only the fields that
are flags or numbers are read as such. Keys written twice or unknown here are refused.
"""

from collections.abc import Collection
from dataclasses import dataclass

import yaml

from .errors import Mistake, Where
from .fields import Fields, Seed, keys_of, read_record

# The C parser is ten times faster; it is missing where PyYAML was built without libyaml.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULL = "tag:yaml.org,2002:null"


@dataclass(slots=True)
class Block(Fields):
    """A mapping of a YAML file: texts, lists of texts and lists of further blocks."""

    def blocks(self, name: str, keys: Collection[str]) -> list["Block"]:
        """The mappings of the list `name`, whose keys must be among `keys`."""
        if name in self.texts:
            self.fault(name, "must be a list")
        node = self.lists.get(name)
        items = node.value if node else []
        return [_read_block(self.where.file, item, keys, name, self.mistakes) for item in items]

    def records[S: Seed](self, name: str, record: type[S]) -> tuple[S, ...]:
        """The records that the mappings of the list `name` tell."""
        return tuple(read_record(record, found) for found in self.blocks(name, keys_of(record)))

    def words(self, name: str) -> tuple[str, ...]:
        """The texts of the list `name`."""
        if name in self.texts:
            self.fault(name, "must be a list")
        node = self.lists.get(name)
        texts = []
        for item in node.value if node else []:
            if isinstance(item, yaml.ScalarNode) and item.tag != _NULL and item.value.strip():
                texts.append(item.value.strip())
            else:
                self.fault(name, "must be a list of words")
        return tuple(texts)


def read_yaml(file: str, text: str, keys: Collection[str], mistakes: list[Mistake]) -> Block | None:
    """The one mapping that the file holds, or None where there is none."""
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or getattr(error, "reason", None) or "unreadable"
        line = mark.line + 1 if mark else _line_of_bad_character(text)
        mistakes.append(Mistake(file, line, "YAML", reason))
        return None
    except RecursionError:
        mistakes.append(Mistake(file, 1, "YAML", "is nested too deeply"))
        return None
    if node is None:
        mistakes.append(Mistake(file, 1, "file", "is empty"))
        return None
    return _read_block(file, node, keys, "file", mistakes)


def _read_block(
    file: str, node: yaml.Node, keys: Collection[str], name: str, mistakes: list[Mistake]
) -> Block:
    line = node.start_mark.line + 1
    if not isinstance(node, yaml.MappingNode):
        mistakes.append(Mistake(file, line, name, "must be keys with values (key: value)"))
        return Block(Where(file, line), {}, mistakes, faulty=set(keys))
    texts: dict[str, str] = {}
    lists: dict[str, yaml.SequenceNode] = {}
    lines: dict[str, int] = {}
    block = Block(Where(file, line, lines), texts, mistakes, lists=lists)
    for key_node, value in node.value:
        key = key_node.value if isinstance(key_node, yaml.ScalarNode) else "key"
        key_line = key_node.start_mark.line + 1
        if key not in keys:
            reason = f"is no key here; accepted: {', '.join(keys)}"
            mistakes.append(Mistake(file, key_line, key, reason))
        elif key in lines:
            reason = f"stands twice; first on line {lines[key]}"
            mistakes.append(Mistake(file, key_line, key, reason))
        else:
            lines[key] = key_line
            if isinstance(value, yaml.SequenceNode):
                lists[key] = value
            elif not isinstance(value, yaml.ScalarNode):
                block.fault(key, "must be a text or a list")
            elif value.tag == _NULL or not value.value.strip():
                block.fault(key, "is empty; leave the key out")
            else:
                texts[key] = value.value.strip()
    return block


def _line_of_bad_character(text: str) -> int:
    """YAML names characters that it refuses by position only; the first control character."""
    for position, character in enumerate(text):
        if not character.isprintable() and character not in "\n\r\t":
            return text.count("\n", 0, position) + 1
    return 1
