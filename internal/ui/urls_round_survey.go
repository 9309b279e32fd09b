package ui

import "bearings/internal/round"

// Where staff answer, and where the links to it are.
const (
	AnswerPattern      = "/answer/{code}"
	AnswerAllPattern   = AnswerPattern + "/all"
	AnswerPaperPattern = AnswerPattern + "/paper"

	SurveyLinksPattern  = RoundPattern + "/survey"
	SurveyPosterPattern = SurveyLinksPattern + "/{code}/poster"
	SurveyRemovePattern = SurveyLinksPattern + "/{code}/remove"
)

// AnswerURL is where a survey is answered.
func AnswerURL(code string, part ...string) string {
	path := "/answer/" + code
	for _, one := range part {
		path += "/" + one
	}
	return path
}

// SurveyLinksURL lists the links of a round.
func SurveyLinksURL(r round.Round, part ...string) string {
	return RoundURL(r, append([]string{"survey"}, part...)...)
}
