"""What is kept as knowledge, and the parts that each kind is written in."""

from enum import StrEnum

from aktsom.sharing.audiences import Audience


class ArticleKind(StrEnum):
    GUIDANCE = "guidance"
    EXPERIENCE = "experience"  # of one follow-up
    DOCUMENT = "document"  # a file to share, or a template
    QUESTION = "question"
    ANSWER = "answer"


class Section(StrEnum):
    RISK = "risk"
    CHAIN = "chain"
    QUESTIONS = "questions"
    METHODS = "methods"
    WORKED = "worked"
    FAILED = "failed"
    ADVICE = "advice"
    TEXT = "text"


SECTIONS: dict[ArticleKind, tuple[Section, ...]] = {
    ArticleKind.GUIDANCE: (Section.RISK, Section.CHAIN, Section.QUESTIONS, Section.METHODS, Section.WORKED),
    ArticleKind.EXPERIENCE: (Section.WORKED, Section.FAILED, Section.ADVICE),
    ArticleKind.DOCUMENT: (Section.TEXT,),
    ArticleKind.QUESTION: (Section.TEXT,),
    ArticleKind.ANSWER: (Section.TEXT,),
}
ASKED = (ArticleKind.QUESTION, ArticleKind.ANSWER)  # said to all members from the first
WRITTEN = (ArticleKind.GUIDANCE, ArticleKind.EXPERIENCE, ArticleKind.DOCUMENT)  # in the team first, then let out
FIRST = {kind: Audience.MEMBERS if kind in ASKED else Audience.CASE_TEAM for kind in ArticleKind}
