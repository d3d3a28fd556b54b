"""Workers: processes of this machine or of a cluster, what they may use up, and what becomes of a task that kills one.

Every task is a pure function of what it is given, so it may be done twice, anywhere, in any order.
"""

from ingest.crew.crew import Crew, Died
from ingest.crew.local import local_crew

__all__ = ["Crew", "Died", "local_crew"]
