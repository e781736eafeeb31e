from tools.renew_vendor import MANIFEST, ROOT, Entry, complaints, recorded


def test_vendored_files_are_as_recorded() -> None:
    assert complaints(recorded()) == []


def test_a_changed_file_is_noticed() -> None:
    first = recorded()[0]
    changed = Entry(first.package, first.version, first.licence, first.file, "0" * 64)
    assert complaints([changed, *recorded()[1:]]) == [f"changed: {first.file}"]


def test_a_file_without_a_record_is_noticed() -> None:
    unrecorded = next(entry for entry in recorded() if (ROOT / entry.file).parent == MANIFEST.parent)
    assert complaints([entry for entry in recorded() if entry != unrecorded]) == [f"not recorded: {unrecorded.file}"]
