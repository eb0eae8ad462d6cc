"""The codes of IATI's codelists that the files use, and what each of ours becomes."""

from programs.models.kind import State
from programs.models.partner import PartnershipRole, PartnerType

VERSION = "2.03"
REPORTED_BY_OTHERS = "1"  # secondary-reporter

# OrganisationType. Nothing is claimed of who runs the portal; the institutes are public bodies.
OTHER_ORGANISATION = "90"
PUBLIC_BODY = "15"
# “International organization” may mean one of states or of others: no code says both.
TYPES_OF_PARTNERS = {
    PartnerType.GOVERNMENT: "10",
    PartnerType.AGENCY: "15",
    PartnerType.UN: "40",
    PartnerType.RESEARCH: "80",
}

# OrganisationRole. Who funds or answers for a program the sources do not say.
IMPLEMENTING = "4"
TAKING_PART = {PartnershipRole.PARTNER, PartnershipRole.HOST, PartnershipRole.ORGANIZER}

# DescriptionType.
GENERAL, TARGET_GROUPS, OTHER_DESCRIPTION = "1", "3", "4"

# ActivityStatus. It has no code for what is not stated.
STATUS = {State.PLANNED: "1", State.ACTIVE: "2", State.ENDED: "4"}
UNDER_WAY, CLOSED = "2", "4"

# ActivityDateType.
PLANNED_START, ACTUAL_START, PLANNED_END, ACTUAL_END = "1", "2", "3", "4"

# RegionVocabulary, and the region of the DAC for developing countries that nobody names.
DAC, UN_M49, OUR_OWN = "1", "2", "99"
DEVELOPING_COUNTRIES = "998"

# GeographicVocabulary: ISO 3166-1 alpha-2. GeographicLocationReach.
ISO_COUNTRIES = "A4"
HAPPENS_HERE, PEOPLE_LIVE_HERE = "1", "2"

# Sector. The DAC withdrew 41050, which older lists still hold.
SECTOR_NOT_SPECIFIED = "99810"
WITHDRAWN_SECTORS = {"41050"}

# RelatedActivityType.
PARENT, CHILD = "1", "2"

# DocumentCategory and FileFormat.
ACTIVITY_PAGE, RESULTS_PAGE, ORGANISATION_PAGE = "A12", "A08", "B16"
WEB_PAGE = "text/html"

# ContactType, OtherIdentifierType.
GENERAL_ENQUIRIES = "1"
INTERNAL_IDENTIFIER = "A1"

# ResultType: the sources call no number an output, an outcome or an impact. IndicatorMeasure.
OTHER_RESULT = "9"
COUNTED, IN_WORDS = "1", "5"
