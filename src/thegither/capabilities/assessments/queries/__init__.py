"""What assessments read: waves, answers, who could answer, and the mirror."""
